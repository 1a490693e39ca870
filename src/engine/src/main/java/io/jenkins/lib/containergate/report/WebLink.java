package io.jenkins.lib.containergate.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * An address a reader may be sent to: absolute, {@code http} or {@code https}, plain ASCII, with a host and without
 * user information (which lets {@code https://nvd.nist.gov@evil.example} look trustworthy).
 *
 * @param address as written, safe as the value of an attribute once escaped
 */
public record WebLink(String address) {
    private static final int MAX_LENGTH = 2_048;

    public WebLink {
        if (!isAcceptable(address)) {
            throw new IllegalArgumentException("not an absolute http or https address");
        }
    }

    /** Empty for anything else, such as {@code javascript:}; the caller then shows it as text. */
    public static Optional<WebLink> parse(String address) {
        return isAcceptable(address) ? Optional.of(new WebLink(address)) : Optional.empty();
    }

    private static boolean isAcceptable(String address) {
        if (address.length() > MAX_LENGTH || !address.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return false;
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return address;
    }
}
