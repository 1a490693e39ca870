package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.RegistryHost;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.registry.auth.SecretJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Logins in {@code config.json}, as {@code docker login} and {@code podman login} leave them. Podman's may be for a part
 * of a registry: the longest name that fits wins.
 *
 * @param logins by registry, or registry and beginning of the path
 * @param helpers names of credential helpers by registry
 * @param store name of the credential helper for all others
 */
record DockerConfig(Map<String, RegistryLogin> logins, Map<String, String> helpers, Optional<String> store) {
    private static final int MAX_BYTES = 1 << 20;

    DockerConfig {
        logins = Map.copyOf(logins);
        helpers = Map.copyOf(helpers);
    }

    static DockerConfig empty() {
        return new DockerConfig(Map.of(), Map.of(), Optional.empty());
    }

    /** Empty when there is no such file. */
    static DockerConfig read(Path file) throws GateException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return empty();
        } catch (IOException e) {
            throw new GateException(
                    file + " cannot be read: " + FileProblem.of(e),
                    "make it readable, or name another with --docker-config");
        }
        if (bytes.length > MAX_BYTES) {
            throw new GateException(file + " is larger than 1 MiB", "is it Docker's configuration?");
        }
        return parse(SecretJson.parse(bytes, file.toString()), file);
    }

    private static DockerConfig parse(StrictJson json, Path file) throws GateException {
        Map<String, RegistryLogin> logins = new TreeMap<>();
        Optional<StrictJson> auths = json.member("auths");
        for (String name : json.namesOf("auths")) {
            Optional<RegistryLogin> login = login(auths.orElseThrow().required(name), file);
            if (login.isPresent()) {
                logins.put(normal(name), login.get());
            }
        }
        Map<String, String> helpers = new TreeMap<>();
        json.textMapOf("credHelpers").forEach((name, helper) -> helpers.put(normal(name), helper));
        return new DockerConfig(
                logins, helpers, Optional.of(json.textOf("credsStore")).filter(store -> !store.isEmpty()));
    }

    private static Optional<RegistryLogin> login(StrictJson entry, Path file) throws GateException {
        if (entry.has("identitytoken") && !entry.textOf("identitytoken").isEmpty()) {
            return Optional.of(new RegistryLogin.RefreshToken(entry.textOf("identitytoken")));
        }
        if (entry.has("registrytoken") && !entry.textOf("registrytoken").isEmpty()) {
            return Optional.of(new RegistryLogin.AccessToken(entry.textOf("registrytoken")));
        }
        String user = entry.textOf("username");
        String password = entry.textOf("password");
        if (!entry.textOf("auth").isEmpty()) {
            String pair = decode(entry, file);
            int colon = pair.indexOf(':');
            user = colon < 0 ? "" : pair.substring(0, colon);
            password = pair.substring(colon + 1);
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(new RegistryLogin.Password(user, password));
    }

    private static String decode(StrictJson entry, Path file) throws GateException {
        try {
            String pair = new String(Base64.getDecoder().decode(entry.textOf("auth")), StandardCharsets.UTF_8);
            return pair.replaceFirst("\0+$", "");
        } catch (IllegalArgumentException e) {
            // without the cause, whose message shows part of the value
            throw new GateException(file + " holds an entry that is not Base64", "log in again with docker login");
        }
    }

    /** Host and path, without scheme and API version, and the host in the spelling of image references. */
    private static String normal(String name) {
        String bare = name.replaceFirst("^https?://", "")
                .replaceFirst("/v[12]/?$", "")
                .replaceFirst("/+$", "");
        int slash = bare.indexOf('/');
        String host = slash < 0 ? bare : bare.substring(0, slash);
        return RegistryHost.canonical(host)
                .map(known -> known + bare.substring(host.length()))
                .orElse(bare);
    }

    Optional<RegistryLogin> login(ImageReference image) {
        return names(image).stream()
                .flatMap(name -> Optional.ofNullable(logins.get(name)).stream())
                .findFirst();
    }

    /** The helper to ask, when there is no login at hand. */
    Optional<String> helper(ImageReference image) {
        return Optional.ofNullable(helpers.get(image.registry())).or(this::store);
    }

    /** Longest first. */
    private static List<String> names(ImageReference image) {
        List<String> names = new ArrayList<>();
        String name = image.repository();
        for (int slash = name.length(); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            names.add(name.substring(0, slash));
        }
        return names;
    }

    /** Logins are not shown. */
    @Override
    public String toString() {
        return "DockerConfig[" + logins.keySet() + ", " + helpers + ", " + store + "]";
    }
}
