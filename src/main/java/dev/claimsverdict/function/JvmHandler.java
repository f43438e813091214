package dev.claimsverdict.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.MDC;

/**
 * The handler of the JVM artefact on Lambda's Java runtime: Funqy's handler, which here also keeps the invocation's id
 * for the log. In a native executable Quarkus' own loop does that.
 */
public final class JvmHandler extends FunqyStreamHandler {

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        MDC.put(VerdictFunction.INVOCATION_ID, context.getAwsRequestId());
        try {
            super.handleRequest(in, out, context);
        } finally {
            MDC.remove(VerdictFunction.INVOCATION_ID);
        }
    }
}
