import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes each member of a JSON object to its own file, and a string without its quotes; for check-lint.sh. */
class Members {
    public static void main(String[] arguments) throws Exception {
        for (var member : new ObjectMapper().readTree(Path.of(arguments[0]).toFile()).properties()) {
            JsonNode value = member.getValue();
            Files.writeString(
                    Path.of(arguments[1], member.getKey()), value.isTextual() ? value.textValue() : value.toString());
        }
    }
}
