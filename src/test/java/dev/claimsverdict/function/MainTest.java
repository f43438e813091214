package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the program is the function, and where the command line. */
class MainTest {

    @DisplayName("it is the function where Lambda's runtime or a test gives events, and no arguments are given")
    @ParameterizedTest(name = "arguments \"{0}\", runtime API {1}, test {2}: {3}")
    @CsvSource(textBlock = """
            '',                        true,  false, true
            '',                        false, true,  true
            -Dquarkus.log.level=INFO,  true,  false, true
            '',                        false, false, false
            -Dquarkus.log.level=INFO,  false, false, false
            --version,                 false, false, false
            --quiet,                   false, false, false
            lint,                      true,  false, false
            -Dx lint,                  true,  true,  false
            """)
    void isFunction(String arguments, boolean runtimeApi, boolean test, boolean function) {
        List<String> all = Arrays.stream(arguments.split(" "))
                .filter(argument -> !argument.isEmpty())
                .toList();
        Map<String, String> environment = runtimeApi ? Map.of(Main.RUNTIME_API, "127.0.0.1:9001") : Map.of();
        assertEquals(function, Main.isFunction(all, environment, test));
    }
}
