package io.jenkins.lib.containergate.report.cyclonedx;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURLBuilder;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.util.Optional;

/**
 * The package URL of an image in a registry. An image in an archive has none: nobody could fetch it by such a name.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types/oci-definition.json">package URL type oci</a>
 */
final class OciPurl {
    private OciPurl() {}

    static Optional<String> of(Subject subject) {
        if (subject.digest().isEmpty()) {
            return Optional.empty();
        }
        try {
            Digest digest = Digest.parse(subject.digest().get());
            return ImageLocation.parse(subject.reference()) instanceof ImageLocation.Registry registry
                    ? Optional.of(purl(registry.reference(), digest))
                    : Optional.empty();
        } catch (GateException | MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    private static String purl(ImageReference reference, Digest digest) throws MalformedPackageURLException {
        String path = reference.path();
        PackageURLBuilder builder = PackageURLBuilder.aPackageURL()
                .withType("oci")
                .withName(path.substring(path.lastIndexOf('/') + 1))
                .withVersion(digest.toString())
                .withQualifier("repository_url", reference.repository());
        if (reference.tag().isPresent()) {
            builder.withQualifier("tag", reference.tag().get());
        }
        return builder.build().canonicalize();
    }
}
