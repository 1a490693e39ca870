package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Operating system, architecture and optional variant in Go's spelling, such as {@code linux/arm64/v8}.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">OCI image index, platform</a>
 */
public record Platform(String os, String architecture, Optional<String> variant) {
    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

    public static Platform of(String os, String architecture) {
        return new Platform(os, architecture, Optional.empty());
    }

    /**
     * In the one spelling of several that runtimes take for the same.
     *
     * @see <a href="https://pkg.go.dev/github.com/containerd/platforms#Normalize">containerd, platforms.Normalize</a>
     * @throws GateException when the text is not {@code OS/ARCH} or {@code OS/ARCH/VARIANT}
     */
    public static Platform parse(String text) throws GateException {
        String[] parts = text.split("/", -1);
        boolean wellFormed = parts.length == 2 || parts.length == 3;
        for (String part : parts) {
            wellFormed &= PART.matcher(part).matches();
        }
        if (!wellFormed) {
            throw new GateException(
                    SafeText.quoted(text) + " is not a platform", "use OS/ARCH[/VARIANT], such as linux/amd64");
        }
        Optional<String> variant = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        return spelled(parts[0].equals("macos") ? "darwin" : parts[0], parts[1], variant);
    }

    /** An image that calls itself {@code x86_64} is one of {@code amd64} for runtimes. */
    private static Platform spelled(String os, String architecture, Optional<String> variant) {
        return switch (architecture) {
            case "i386" -> of(os, "386");
            case "x86_64", "x86-64" -> new Platform(os, "amd64", variant);
            case "aarch64", "arm64" -> new Platform(os, "arm64", variant.map(Platform::ofArm64));
            case "armhf" -> new Platform(os, "arm", Optional.of("v7"));
            case "armel" -> new Platform(os, "arm", Optional.of("v6"));
            case "arm" -> new Platform(os, "arm", variant.map(each -> each.matches("[5-8]") ? "v" + each : each));
            default -> new Platform(os, architecture, variant);
        };
    }

    private static String ofArm64(String variant) {
        return switch (variant) {
            case "8", "v8.0" -> "v8";
            case "9", "9.0", "v9.0" -> "v9";
            default -> variant;
        };
    }

    /**
     * Whether an image of this platform is what {@code wanted} asks for; a variant matters only when asked for. As for
     * runtimes, {@code arm64} is {@code arm64/v8}, {@code arm} is {@code arm/v7} and {@code amd64} is {@code amd64/v1}.
     */
    public boolean satisfies(Platform wanted) {
        return os.equals(wanted.os)
                && architecture.equals(wanted.architecture)
                && (wanted.variant.isEmpty() || wanted.impliedVariant().equals(impliedVariant()));
    }

    private Optional<String> impliedVariant() {
        if (variant.isPresent()) {
            return variant;
        }
        return switch (architecture) {
            case "arm64" -> Optional.of("v8");
            case "arm" -> Optional.of("v7");
            case "amd64" -> Optional.of("v1");
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }
}
