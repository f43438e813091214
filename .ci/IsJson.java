import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Fails unless standard input is one JSON object. Run as {@code java -cp 'target/lib/*' .ci/IsJson.java}. */
class IsJson {
    public static void main(String[] arguments) throws Exception {
        var mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        if (!mapper.readTree(System.in).isObject()) {
            System.exit(1);
        }
    }
}
