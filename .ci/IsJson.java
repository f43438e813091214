import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Fails unless standard input is one JSON object; for check-lint.sh. */
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
