package dev.heal.scraper.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

/**
 * One HTTP client with limits on time and size, shared by all that ask. Thread-safe.
 *
 * <p>Redirects are not followed and compressed bodies are not asked for: the JDK's client does not decode them.
 */
final class Http {
    private final FetchSettings settings;
    private final HttpClient client;

    /** A client of its own, with connections that are kept and used again. */
    Http(FetchSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    FetchSettings settings() {
        return settings;
    }

    /**
     * Asks once.
     *
     * @param limit bytes to read of the body, decided on the head of the answer; 0 reads none
     * @throws IOException when no whole answer came in time; its message names the URL and its type is the JDK's
     */
    HttpResponse<LimitedBody.Body> get(URI url, Map<String, String> headers, ToIntFunction<ResponseInfo> limit)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(settings.requestTimeout())
                .header("User-Agent", settings.userAgent())
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<LimitedBody.Body>> answer =
                client.sendAsync(request.build(), head -> new LimitedBody(limit.applyAsInt(head)));
        boolean done = false;
        try {
            HttpResponse<LimitedBody.Body> response =
                    answer.get(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return response;
        } catch (TimeoutException e) {
            // the client's own time-out ends with the head of the answer; this one holds for the body too
            throw timeout(url, e);
        } catch (ExecutionException e) {
            throw withUrl(url, e.getCause() == null ? e : e.getCause());
        } finally {
            if (!done) {
                answer.cancel(true); // closes the connection, in the middle of a body too
            }
        }
    }

    private IOException timeout(URI url, Throwable cause) {
        HttpTimeoutException timeout = new HttpTimeoutException("page " + url + ": whole answer must come within "
                + settings.requestTimeout().toMillis() + " ms, did not; raise requestTimeout if the server is slow");
        timeout.initCause(cause);
        return timeout;
    }

    /** The same type, with a message that names the page: the client's own are often empty. */
    private IOException withUrl(URI url, Throwable cause) {
        IOException named;
        if (cause instanceof HttpConnectTimeoutException) {
            named = new HttpConnectTimeoutException("page " + url + ": connection must stand within "
                    + settings.connectTimeout().toMillis() + " ms, did not; is the host up?");
        } else if (cause instanceof HttpTimeoutException) {
            return timeout(url, cause);
        } else if (cause instanceof ConnectException) {
            named = new ConnectException("page " + url + ": no connection to the host; is it up, and the port right?");
        } else {
            named = new IOException("page " + url + ": answer broke off or made no sense: " + cause.getMessage());
        }
        named.initCause(cause);
        return named;
    }
}
