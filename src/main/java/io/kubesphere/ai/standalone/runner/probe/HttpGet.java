package io.kubesphere.ai.standalone.runner.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One request of a probe. As a kubelet's, it looks at no certificate: it asks whether the program answers, not who it is. */
record HttpGet(URI uri, Map<String, String> headers) {

    private static final int FIRST_REFUSAL = 400;

    static HttpGet of(Action.Http action, String host) {
        var path = action.path();
        var query = path.indexOf('?');
        try {
            var uri = new URI(
                    action.scheme(),
                    null,
                    host,
                    action.port(),
                    query < 0 ? path : path.substring(0, query),
                    query < 0 ? null : path.substring(query + 1),
                    null);
            return new HttpGet(uri, action.headers());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a probe's address cannot be written: " + path, e);
        }
    }

    Verdict send(Duration timeout) {
        try {
            var connection = open(uri.toURL());
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setRequestProperty("User-Agent", "kube-probe/standalone");
            connection.setRequestProperty("Accept", "*/*");
            connection.setRequestProperty("Connection", "close");
            headers.forEach(connection::setRequestProperty);
            var code = connection.getResponseCode();
            connection.disconnect();
            return code >= 200 && code < FIRST_REFUSAL
                    ? new Verdict(true, "")
                    : Verdict.failed("HTTP probe failed with statuscode: " + code);
        } catch (IOException e) {
            return Verdict.failed("Get \"" + uri + "\": " + e.getMessage());
        }
    }

    private static HttpURLConnection open(URL url) throws IOException {
        var connection = (HttpURLConnection) url.openConnection();
        if (connection instanceof HttpsURLConnection secured) {
            secured.setHostnameVerifier((host, session) -> true);
            secured.setSSLSocketFactory(trustful().getSocketFactory());
        }
        return connection;
    }

    private static SSLContext trustful() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAnybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available", e);
        }
    }

    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
