import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A WebSocket client for people: says hello, sends each line of its input as a frame, prints each frame that comes.
final class Ws implements WebSocket.Listener {

    private static final String USAGE =
            """
            bin/ws --token TOKEN [--url URL] [--cursor CURSOR] [--until NAME] [--seconds N]
              sends each line that it reads as a frame, and prints each frame that comes
              --url       where to (ws://localhost:8080/v1/ws, or as SERVER_PORT says)
              --cursor    everything since then comes first
              --until     ends with the first frame whose type or event is NAME
              --seconds   fails if it has not ended by then (60 with --until, else never)""";

    private final Pattern until;
    private final StringBuilder frame = new StringBuilder();
    private final CompletableFuture<Void> welcome = new CompletableFuture<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    private Ws(String until) {
        this.until = until == null
                ? null
                : Pattern.compile("\"(type|event)\"\\s*:\\s*\"" + Pattern.quote(until) + "\"");
    }

    public static void main(String[] arguments) throws Exception {
        String token = option(arguments, "--token", null);
        if (token == null) {
            System.err.println(USAGE);
            System.exit(2);
        }
        String port = System.getenv().getOrDefault("SERVER_PORT", "8080");
        String until = option(arguments, "--until", null);
        long seconds = Long.parseLong(option(arguments, "--seconds", until == null ? "0" : "60"));
        Ws client = new Ws(until);
        System.exit(client.run(
                URI.create(option(arguments, "--url", "ws://localhost:" + port + "/v1/ws")),
                token,
                option(arguments, "--cursor", null),
                seconds));
    }

    private int run(URI url, String token, String cursor, long seconds) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .subprotocols("verbatim.v1")
                    .buildAsync(url, this)
                    .get(10, TimeUnit.SECONDS);
            String resume = cursor == null ? "" : ",\"cursor\":\"" + cursor + "\"";
            socket.sendText("{\"type\":\"hello\",\"token\":\"" + token + "\"" + resume + "}", true)
                    .join();
            Thread.ofPlatform().daemon().start(() -> sendInput(socket));
            int code = seconds == 0 ? end.get() : end.get(seconds, TimeUnit.SECONDS);
            socket.abort();
            return code;
        } catch (TimeoutException tooLong) {
            System.err.println("ws: not ended after " + seconds + " s");
            return 1;
        }
    }

    private void sendInput(WebSocket socket) {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            welcome.join();
            String line = input.readLine();
            while (line != null) {
                if (!line.isBlank()) {
                    socket.sendText(line, true).join();
                }
                line = input.readLine();
            }
        } catch (IOException unreadable) {
            System.err.println("ws: " + unreadable.getMessage());
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            String whole = frame.toString();
            frame.setLength(0);
            System.out.println(whole);
            welcome.complete(null);
            if (until != null && until.matcher(whole).find()) {
                end.complete(0);
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.err.println("ws: closed with " + code + " " + reason);
        welcome.complete(null);
        end.complete(until == null ? 0 : 1);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        System.err.println("ws: " + error);
        end.complete(1);
    }

    private static String option(String[] arguments, String name, String otherwise) {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return otherwise;
    }
}
