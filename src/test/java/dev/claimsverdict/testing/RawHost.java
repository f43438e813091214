package dev.claimsverdict.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A host on loopback without manners: whoever connects to it is told what it was told to say, byte by byte. */
public final class RawHost implements AutoCloseable {

    /** Says it, as long as somebody listens. */
    @FunctionalInterface
    public interface Speech {
        void speak(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Speech speech;

    private RawHost(Speech speech, ServerSocketFactory sockets) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.speech = speech;
    }

    /** One that speaks as soon as somebody connects. */
    public static RawHost speaking(Speech speech) throws IOException {
        return speaking(speech, ServerSocketFactory.getDefault());
    }

    /** The same over other sockets, such as TLS. */
    public static RawHost speaking(Speech speech, ServerSocketFactory sockets) throws IOException {
        RawHost host = new RawHost(speech, sockets);
        Thread.ofVirtual().start(() -> host.serve(false));
        return host;
    }

    /** One that waits for the head of a request, says these bytes and hangs up. */
    public static RawHost answering(byte[] answer) throws IOException {
        RawHost host = new RawHost(out -> out.write(answer), ServerSocketFactory.getDefault());
        Thread.ofVirtual().start(() -> host.serve(true));
        return host;
    }

    /** From now on it answers so. */
    public void answer(byte[] answer) {
        speech = out -> out.write(answer);
    }

    /** Says the start, then the same again and again, until the other side has had enough. */
    public static Speech droning(String start, String repeated) {
        return out -> {
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3_000; i++) {
                out.write(repeated.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(repeated.length() > 10 ? 0 : 10);
            }
        };
    }

    private void serve(boolean listens) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                if (listens) {
                    hearRequest(socket.getInputStream());
                }
                speech.speak(socket.getOutputStream());
            } catch (IOException | InterruptedException _) {
                // The other side has hung up, or this one is closed.
            }
        }
    }

    /** To its end, since who hangs up with something unread takes back what was said. */
    private static void hearRequest(InputStream in) throws IOException {
        for (int ends = 0; ends < 2; ) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
    }

    public String url(String scheme) {
        return scheme + "://" + JwksHost.NAME + ":" + server.getLocalPort() + "/keys";
    }

    /** How many connected so far. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
