package io.jenkins.lib.containergate.signature.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;

/** Serves on the loopback address what OpenSSL says for an authority: OCSP responses, revocation lists, timestamps. */
final class AuthorityServer implements AutoCloseable {
    private final HttpServer server;

    private AuthorityServer(HttpServer server) {
        this.server = server;
    }

    /** Makes the answer to a request. */
    interface Answer {
        byte[] to(byte[] request) throws Exception;
    }

    static AuthorityServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return new AuthorityServer(server);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** @param type media type of the answer */
    AuthorityServer serve(String path, String type, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, type, answer.to(exchange.getRequestBody().readAllBytes()));
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        return this;
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** @param signer name of the certificate that signs the responses */
    AuthorityServer ocsp(String path, OpensslAuthority authority, String signer) {
        return serve(path, "application/ocsp-response", request -> {
            Files.write(authority.file("request.der"), request);
            authority.openssl("ocsp -index index.txt -CA root.pem -rsigner " + signer + ".pem -rkey " + signer
                    + ".key -reqin request.der -respout response.der -nmin 60");
            return Files.readAllBytes(authority.file("response.der"));
        });
    }

    AuthorityServer list(String path, OpensslAuthority authority) {
        return serve(path, "application/pkix-crl", request -> {
            authority.openssl("ca -config ca.cnf -gencrl -out list.pem");
            authority.openssl("crl -in list.pem -outform DER -out list.der");
            return Files.readAllBytes(authority.file("list.der"));
        });
    }

    /** Timestamps (RFC 3161) with the authority's certificate {@code stamping}. */
    AuthorityServer timestamps(String path, OpensslAuthority authority) throws IOException {
        Files.writeString(authority.file("tsaserial"), "01\n");
        Files.writeString(authority.file("tsa.cnf"), """
            [tsa]
            default_tsa = time
            [time]
            serial = tsaserial
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256, sha384, sha512
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """);
        return serve(path, "application/timestamp-reply", request -> {
            Files.write(authority.file("query.tsq"), request);
            authority.openssl("ts -reply -config tsa.cnf -queryfile query.tsq -signer stamping.pem -inkey stamping.key"
                    + " -out reply.tsr");
            return Files.readAllBytes(authority.file("reply.tsr"));
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
