package dev.claimsverdict.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** Serves the API and the playground from this machine. The jar and the container image have one. */
@FunctionalInterface
public interface LocalServer {

    /** A server that listens until it is closed. */
    interface Running extends AutoCloseable {

        /** The port that it listens on. */
        int port();

        @Override
        void close();
    }

    /**
     * Starts to listen.
     *
     * @param address port 0 means any free port
     * @param environment where the function's settings are read from
     * @throws IOException if it can't listen there
     * @throws IllegalStateException if a setting is wrong; the message names it
     */
    Running listen(InetSocketAddress address, Map<String, String> environment) throws IOException;
}
