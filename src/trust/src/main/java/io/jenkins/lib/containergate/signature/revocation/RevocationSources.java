package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Der;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a certificate says that its revocation is told (C.4.9).
 *
 * @param responders OCSP, from the authority information access (RFC 5280, section 4.2.2.1)
 * @param lists from the distribution points (section 4.2.1.13)
 * @param revocable it says so at all, be it only with addresses that cannot be asked, such as LDAP
 */
public record RevocationSources(List<URI> responders, List<URI> lists, boolean revocable) {
    private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final String OCSP = "1.3.6.1.5.5.7.48.1";
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final int CONTEXT_0 = 0xa0;
    private static final int CONTEXT_2 = 0xa2;
    private static final int URI_NAME = 0x86;

    public RevocationSources {
        responders = List.copyOf(responders);
        lists = List.copyOf(lists);
    }

    public static RevocationSources of(X509Certificate certificate) throws RejectedSignatureException {
        List<URI> responders = new ArrayList<>();
        boolean revocable = false;
        byte[] access = certificate.getExtensionValue(ACCESS);
        if (access != null) {
            for (Der description :
                    Der.parse(access).unwrap().expect(Der.SEQUENCE).children()) {
                if (description.child(0).oid().equals(OCSP)) {
                    revocable = true;
                    add(description.child(1), responders);
                }
            }
        }
        List<URI> lists = new ArrayList<>();
        byte[] points = certificate.getExtensionValue(DISTRIBUTION_POINTS);
        if (points != null) {
            revocable = true;
            for (Der point : Der.parse(points).unwrap().expect(Der.SEQUENCE).children()) {
                List<Der> parts = point.children();
                // another issuer of the list (indirect) is not followed
                if (parts.stream().noneMatch(part -> part.tag() == CONTEXT_2)) {
                    lists.addAll(names(parts));
                }
            }
        }
        return new RevocationSources(responders, lists, revocable);
    }

    /** The addresses of a distribution point, whose name is its member [0]. */
    static List<URI> names(List<Der> parts) throws RejectedSignatureException {
        List<URI> names = new ArrayList<>();
        for (Der part : parts) {
            if (part.tag() == CONTEXT_0 && part.child(0).tag() == CONTEXT_0) {
                for (Der name : part.child(0).children()) {
                    add(name, names);
                }
            }
        }
        return names;
    }

    private static void add(Der name, List<URI> uris) {
        if (name.tag() != URI_NAME) {
            return;
        }
        try {
            URI uri = URI.create(name.ascii());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("http", "https").contains(scheme)) {
                uris.add(uri);
            }
        } catch (IllegalArgumentException | RejectedSignatureException e) {
            // an address that nobody can ask: the certificate stays revocable
        }
    }
}
