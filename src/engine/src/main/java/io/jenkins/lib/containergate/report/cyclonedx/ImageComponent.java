package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURLBuilder;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.util.Optional;

/** The image itself, what the bill of materials is about. */
final class ImageComponent {
    private ImageComponent() {}

    static void write(String bomRef, Subject subject, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("component");
        json.writeStringField("type", "container");
        json.writeStringField("bom-ref", bomRef);
        json.writeStringField("name", BomText.of(subject.reference()));
        if (subject.digest().isPresent()) {
            json.writeStringField("version", BomText.version(subject.digest().get()));
        }
        Optional<String> purl = OciPurl.of(subject);
        if (purl.isPresent()) {
            json.writeStringField("purl", BomText.of(purl.get()));
        }
        json.writeArrayFieldStart("properties");
        property("platform", subject.platform(), json);
        property("note", subject.note(), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void property(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            BomText.property(name, value.get(), json);
        }
    }

    /**
     * The package URL of an image in a registry. An image in an archive has none: nobody could fetch it by such a name.
     *
     * @see <a href="https://github.com/package-url/purl-spec/blob/main/types/oci-definition.json">package URL type oci</a>
     */
    static final class OciPurl {
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
}
