package dev.claimsverdict.bench.faults;

import dev.claimsverdict.bench.process.Arguments;
import dev.claimsverdict.bench.process.Artefact;
import dev.claimsverdict.bench.process.Artefacts;
import dev.claimsverdict.bench.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the artefacts behind Lambda's runtime API under load and with faults, and writes a table of the checks and their
 * results. Exits with 1 if a promise was broken. bench/README.md lists the promises.
 *
 * <p>Arguments, each {@code --name value}: size (short or whole), only (a part of a check's name); native, jvm (zips),
 * ric (a folder of jars), faketime (libfaketime); work (a folder for logs and what is unpacked), out (the table).
 */
public final class Faults {

    /** The JVM artefact's name. */
    static final String JVM = "JVM";

    private static final String BROKEN = "**Broken**: ";

    private Faults() {}

    /** Runs the checks and writes the table. */
    public static void main(String... args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        Size size = Size.valueOf(arguments.text("size", "whole").toUpperCase(Locale.ROOT));
        Path work = Path.of(arguments.text("work", "target/faults")).toAbsolutePath();
        Files.createDirectories(work);
        List<Artefact> artefacts = artefacts(arguments, work);
        if (artefacts.isEmpty()) {
            System.out.println("There is nothing to try.");
            return;
        }
        Mix mix = Mix.in(work);
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (Artefact artefact : artefacts) {
            Path folder = Files.createDirectories(
                    work.resolve("logs-" + artefact.name().replaceAll("[^A-Za-z0-9]+", "-")));
            Trial trial = new Trial(artefact, size, mix, folder);
            for (Map.Entry<String, Check> check : checks(arguments, size).entrySet()) {
                if (check.getKey().contains(arguments.text("only", ""))) {
                    String cell = cell(check.getKey(), check.getValue(), trial);
                    table.computeIfAbsent(check.getKey(), _ -> new ArrayList<>())
                            .add(cell);
                }
            }
        }
        Path out = Path.of(arguments.text("out", "target/faults.md")).toAbsolutePath();
        Files.createDirectories(out.getParent());
        Files.writeString(out, text(artefacts, table, size));
        if (table.values().stream().flatMap(List::stream).anyMatch(cell -> cell.startsWith(BROKEN))) {
            System.exit(1);
        }
    }

    private static List<Artefact> artefacts(Arguments arguments, Path work) throws IOException {
        Artefacts prepared = new Artefacts(work);
        List<Artefact> artefacts = new ArrayList<>();
        Optional<Path> executable = arguments.existing("native");
        if (executable.isPresent()) {
            artefacts.add(prepared.nativeZip("native", executable.get(), true));
        }
        Optional<Path> jvm = arguments.existing("jvm");
        Optional<Path> ric = arguments.existing("ric");
        if (jvm.isPresent() && ric.isPresent()) {
            artefacts.add(prepared.jvmZip(JVM, jvm.get(), ric.get()));
        }
        return artefacts;
    }

    private static Map<String, Check> checks(Arguments arguments, Size size) {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("Soak: mixed events, all shapes and routes, good and bad, in one process", new Soak());
        checks.put("SIGTERM in the middle of a batch of SQS", new Terminated());
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE) {
                checks.put("The runtime API " + fault.does(), new RuntimeApiFault(fault));
            }
        }
        checks.put("The disk for the log is full (`/dev/full`)", FullLog.FULL_DISK);
        checks.put("The log is a pipe that nobody reads any more", FullLog.CLOSED_PIPE);
        arguments
                .existing("faketime")
                .ifPresent(library -> checks.put("The clock steps forth and back", new ClockSteps(library)));
        List<KeyHost.Outage> outages =
                size == Size.WHOLE ? List.of(KeyHost.Outage.values()) : List.of(KeyHost.Outage.ANSWERS_503);
        for (KeyHost.Outage outage : outages) {
            checks.put("JWKS rotation and outage: the host " + outage.does(), new KeysUnderLoad(outage));
        }
        checks.put("Events of 6 MB, less a byte, and a byte more", new LargeEvents());
        checks.put("A registry of many IdPs", new LargeRegistry());
        return checks;
    }

    private static String cell(String name, Check check, Trial trial) throws IOException, InterruptedException {
        Instant start = Instant.now();
        String cell;
        try {
            cell = check.run(trial);
        } catch (Broken e) {
            System.out.println(e.getMessage());
            cell = BROKEN + e.getMessage().lines().findFirst().orElse("");
        }
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        System.out.println(trial.artefact().name() + ", " + name + ", " + seconds + " s: " + cell);
        return cell;
    }

    private static String text(List<Artefact> artefacts, Map<String, List<String>> table, Size size)
            throws IOException {
        StringBuilder text = new StringBuilder("# Load and faults\n\nMade by `bench/faults.sh");
        text.append(size == Size.SHORT ? " --size short" : "")
                .append("`; what it means: [bench/README.md](../README.md).\n\n");
        text.append(Machine.description()).append("\n\n| what was tried |");
        artefacts.forEach(each -> text.append(' ').append(each.name()).append(" |"));
        text.append("\n|---|").append("---|".repeat(artefacts.size())).append('\n');
        table.forEach((tried, cells) -> {
            text.append("| ").append(tried).append(" |");
            cells.forEach(
                    cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
            text.append('\n');
        });
        return text.toString();
    }
}
