package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Remembers which metadata were seen, so that nobody can go back to older ones (C.6.4). */
@FunctionalInterface
public interface SeenVersions {

    /**
     * @param content of that version: two contents of one version are as bad as an older version
     * @param signers who has signed it, and whose signatures would have done
     */
    record Version(long number, Bytes content, Signers signers) {}

    /**
     * The keys of a role, by the SHA-256 of each.
     *
     * @param signed have signed the metadata
     * @param trusted may sign for the role, as the metadata above it say now
     * @param threshold how many of them have to
     */
    record Signers(Set<String> signed, Set<String> trusted, int threshold) {
        public Signers {
            signed = Set.copyOf(signed);
            trusted = Set.copyOf(trusted);
        }

        static Signers of(RoleKeys keys, Set<PublicKey> signed) {
            return new Signers(
                    hashes(signed),
                    hashes(keys.keys().values().stream().map(TrustKey::key).toList()),
                    keys.threshold());
        }

        private static Set<String> hashes(Collection<PublicKey> keys) {
            return keys.stream().map(key -> PublicKeys.fingerprint(key).hex()).collect(Collectors.toSet());
        }

        /** Whether metadata that others have signed earlier would count today. */
        boolean stillAccept(Set<String> earlier) {
            return earlier.stream().filter(trusted::contains).count() >= threshold;
        }
    }

    /**
     * Compares with what was seen before and, if nothing of it is older, remembers it: all or nothing. What was signed with
     * keys that a newer root no longer trusts is forgotten first, so that whoever stole them and counted the versions up
     * does not lock the owner out (TUF 1.0.34, section 5.3.11).
     *
     * @param repository server and repository
     * @param versions by role, each after the one that names its keys
     * @throws RejectedSignatureException when newer metadata, or others of the same version, were seen before
     * @throws GateException when what was seen before cannot be read or kept: then nothing can be decided
     */
    void advance(String repository, Map<String, Version> versions) throws GateException;

    /**
     * A file for each repository: a line {@code ROLE VERSION SHA256 KEYS} for each role. Several programs may share the directory.
     * Whoever can write there can make us forget, and nothing more: roots stay pinned and metadata still expire.
     */
    final class SeenVersionsFile implements SeenVersions {
        private static final int MAX_BYTES = 1 << 20;
        private static final String HASH = "[0-9a-f]{64}";

        private final Path directory;

        /** @param directory made when it is first needed */
        public SeenVersionsFile(Path directory) {
            this.directory = directory;
        }

        /** @param keys that have signed it; none in a file that was written before they were kept */
        private record Line(long number, String hash, Set<String> keys) {}

        @Override
        public void advance(String repository, Map<String, Version> versions) throws GateException {
            String name = Digest.of(repository.getBytes(StandardCharsets.UTF_8)).hex();
            Path file = directory.resolve(name + ".versions");
            try {
                Files.createDirectories(directory);
                // a lock on a file is the whole program's, which may judge several images at a time
                synchronized (SeenVersionsFile.class) {
                    try (FileChannel guard = FileChannel.open(
                                    directory.resolve(name + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                            FileLock lock = guard.lock()) {
                        replace(file, advanced(Files.exists(file) ? read(file) : Map.of(), versions));
                        lock.release();
                    }
                }
            } catch (IOException | OverlappingFileLockException e) {
                throw unusable(file);
            }
        }

        private static Map<String, Line> advanced(Map<String, Line> known, Map<String, Version> versions)
                throws RejectedSignatureException {
            Map<String, Line> remembered = new TreeMap<>(known);
            remembered.keySet().removeAll(outdated(known, versions));
            Map<String, Line> advanced = new TreeMap<>(remembered);
            for (Map.Entry<String, Version> each : versions.entrySet()) {
                Version version = each.getValue();
                Line line = new Line(
                        version.number(),
                        version.content().digest().hex(),
                        version.signers().signed());
                Line before = remembered.get(each.getKey());
                if (before != null && before.number() > line.number()) {
                    throw new RejectedSignatureException("its " + each.getKey() + " metadata have the version "
                            + line.number() + ", and version " + before.number() + " was seen before");
                }
                if (before != null
                        && before.number() == line.number()
                        && !before.hash().equals(line.hash())) {
                    throw new RejectedSignatureException("other " + each.getKey() + " metadata of the version "
                            + line.number() + " were seen before");
                }
                advanced.put(each.getKey(), line);
            }
            return advanced;
        }

        /**
         * Roles whose remembered metadata would not be accepted today, because what names their keys is newer and names others.
         * The timestamp speaks for the snapshot's version: both go together.
         */
        private static Set<String> outdated(Map<String, Line> known, Map<String, Version> versions) {
            Set<String> outdated = new TreeSet<>();
            for (Map.Entry<String, Version> each : versions.entrySet()) {
                String role = each.getKey();
                Line before = known.get(role);
                String naming =
                        new RoleName(role).parent().orElse(RoleName.ROOT).text();
                boolean renewed = outdated.contains(naming) || newer(known.get(naming), versions.get(naming));
                if (before != null
                        && !role.equals(RoleName.ROOT.text())
                        && renewed
                        && !before.keys().isEmpty()
                        && !each.getValue().signers().stillAccept(before.keys())) {
                    outdated.add(role);
                }
            }
            List<String> together = List.of(RoleName.TIMESTAMP.text(), RoleName.SNAPSHOT.text());
            if (together.stream().anyMatch(outdated::contains)) {
                outdated.addAll(together);
            }
            return outdated;
        }

        private static boolean newer(@Nullable Line before, @Nullable Version now) {
            return before != null && now != null && now.number() > before.number();
        }

        private static Map<String, Line> read(Path file) throws IOException, GateException {
            if (Files.size(file) > MAX_BYTES) {
                throw unusable(file);
            }
            Map<String, Line> known = new TreeMap<>();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] words = line.split(" ", -1);
                boolean readable =
                        (words.length == 3 || words.length == 4 && words[3].matches(HASH + "(," + HASH + ")*"))
                                && words[1].matches("[0-9]{1,18}")
                                && words[2].matches(HASH);
                if (!readable) {
                    throw unusable(file);
                }
                Set<String> keys = words.length == 3 ? Set.of() : Set.copyOf(List.of(words[3].split(",")));
                known.put(words[0], new Line(Long.parseLong(words[1]), words[2], keys));
            }
            // where only the start is left, the rest would be forgotten; the timestamp, which each repository has,
            // comes last
            if (!text.endsWith("\n") || !known.containsKey(RoleName.TIMESTAMP.text())) {
                throw unusable(file);
            }
            return known;
        }

        /** Whole or not at all, and on the disk before it takes the place: nothing but that is taken for what was seen. */
        private static void replace(Path file, Map<String, Line> lines) throws IOException {
            List<String> text = new ArrayList<>();
            lines.forEach((role, line) -> text.add(role + " " + line.number() + " " + line.hash()
                    + (line.keys().isEmpty() ? "" : " " + String.join(",", new TreeSet<>(line.keys())))));
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            byte[] content = (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            // not by a move that first removes the old file where it cannot be at once
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        private static UndecidedSignatureException unusable(Path file) {
            return new UndecidedSignatureException(
                    "what was seen of trust data before cannot be read or kept in " + file,
                    "make it readable and writable; remove it only if you know why it is damaged");
        }
    }
}
