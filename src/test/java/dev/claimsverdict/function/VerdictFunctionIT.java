package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same function as it is deployed: the native executable of profile {@code native}. */
@QuarkusIntegrationTest
class VerdictFunctionIT extends BlackBox {

    DevServicesContext context;

    @Override
    String eventServer() {
        return context.devServicesProperties().get("quarkus-internal.aws-lambda.test-api");
    }

    /** Linux shows a process's sockets under /proc; elsewhere there is nothing to look at. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theFunctionOpensNoPort() throws IOException {
        List<ProcessHandle> functions = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("claims-verdict")
                        || process.info().commandLine().orElse("").contains("quarkus-run.jar"))
                .toList();
        assertFalse(functions.isEmpty(), "the function's process is a child of this one");
        for (ProcessHandle function : functions) {
            Set<String> listening = new HashSet<>(listeningInodes(function.pid(), "tcp"));
            listening.addAll(listeningInodes(function.pid(), "tcp6"));
            listening.retainAll(socketInodes(function.pid()));
            assertEquals(Set.of(), listening);
        }
    }

    /** Inodes of the sockets in state LISTEN (0A) of the process's network, which other processes share. */
    private static Set<String> listeningInodes(long pid, String family) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + family))) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > 9 && columns[3].equals("0A")) {
                inodes.add(columns[9]);
            }
        }
        return inodes;
    }

    private static Set<String> socketInodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }
}
