package io.jenkins.lib.containergate.registry.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The value of a header {@code Authorization} for Basic authentication (RFC 7617). */
final class BasicHeader {
    private BasicHeader() {}

    static String of(RegistryLogin.Password login) {
        byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
