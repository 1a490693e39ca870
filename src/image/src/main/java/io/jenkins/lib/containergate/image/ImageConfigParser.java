package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an image configuration, OCI's or Docker's. */
public final class ImageConfigParser {
    private ImageConfigParser() {}

    /** @throws GateException when it is malformed, or lacks the platform or the list of layers */
    public static ImageConfig parse(byte[] bytes, Digest digest, Limits limits) throws GateException {
        String name = "the image configuration " + digest;
        StrictJson json = StrictJson.parse(bytes, name);
        StrictJson none = StrictJson.parse(new byte[] {'{', '}'}, name);
        StrictJson run = json.member("config").orElse(none);
        return new ImageConfig(
                DescriptorParser.platform(json),
                instant(json, "created"),
                run.textOf("User"),
                run.textsOf("Env"),
                words(run, "Entrypoint"),
                words(run, "Cmd"),
                List.copyOf(run.namesOf("ExposedPorts")),
                List.copyOf(run.namesOf("Volumes")),
                run.textMapOf("Labels"),
                healthCheck(run),
                run.textsOf("OnBuild"),
                run.textOf("WorkingDir"),
                run.textOf("StopSignal"),
                diffIds(json.required("rootfs"), name, limits),
                history(json));
    }

    private static List<Digest> diffIds(StrictJson rootfs, String name, Limits limits) throws GateException {
        if (!rootfs.required("type").text().equals("layers")) {
            throw new GateException(
                    "the root file system of " + name + " is not made of layers", "gate a container image");
        }
        List<Digest> diffIds = new ArrayList<>();
        for (String diffId : rootfs.textsOf("diff_ids")) {
            diffIds.add(Digest.parse(diffId));
        }
        if (diffIds.size() > limits.maxLayers()) {
            throw new LimitExceededException(name, "maxLayers", limits.maxLayers());
        }
        return diffIds;
    }

    /** Words of a command, which old images give as one text. */
    private static List<String> words(StrictJson run, String name) throws GateException {
        Optional<StrictJson> member = run.member(name);
        if (member.isPresent() && member.get().isText()) {
            return List.of(member.get().text());
        }
        return run.textsOf(name);
    }

    private static Optional<ImageConfig.HealthCheck> healthCheck(StrictJson run) throws GateException {
        Optional<StrictJson> check = run.member("Healthcheck");
        return check.isPresent()
                ? Optional.of(new ImageConfig.HealthCheck(check.get().textsOf("Test")))
                : Optional.empty();
    }

    private static List<ImageConfig.HistoryEntry> history(StrictJson json) throws GateException {
        List<ImageConfig.HistoryEntry> history = new ArrayList<>();
        for (StrictJson entry : json.elementsOf("history")) {
            Optional<StrictJson> empty = entry.member("empty_layer");
            history.add(new ImageConfig.HistoryEntry(
                    entry.textOf("created_by"),
                    instant(entry, "created"),
                    empty.isPresent() && empty.get().bool()));
        }
        return history;
    }

    private static Optional<Instant> instant(StrictJson json, String name) throws GateException {
        Optional<StrictJson> member = json.member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(member.get().text()).toInstant());
        } catch (DateTimeException e) {
            throw new GateException(
                    "'" + name + "' is not a time at " + json.place(), "use RFC 3339, as in 2026-01-31T12:00:00Z", e);
        }
    }
}
