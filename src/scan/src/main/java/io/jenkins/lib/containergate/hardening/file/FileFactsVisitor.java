package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.account.AccountFile.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.ShadowEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFileParser;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.CacheUse;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFile;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFiles;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import io.jenkins.lib.containergate.layer.LinkTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class FileFactsVisitor implements LayerVisitor<LayerFileFacts> {
    private final Map<FileTrait, NotedFilesCollector> traits = new EnumMap<>(FileTrait.class);
    private final CacheCollector caches = new CacheCollector();
    private final AccountFileCollector<PasswdEntry> passwd = new AccountFileCollector<>(AccountFileParser.passwd());
    private final AccountFileCollector<ShadowEntry> shadow = new AccountFileCollector<>(AccountFileParser.shadow());
    private final AccountFileCollector<GroupEntry> group = new AccountFileCollector<>(AccountFileParser.group());

    FileFactsVisitor() {
        for (FileTrait trait : FileTrait.values()) {
            traits.put(trait, new NotedFilesCollector(trait.most()));
        }
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        String name = entry.name();
        traits.forEach((trait, collector) -> {
            Optional<String> place = trait.place(entry, name, head);
            if (place.isEmpty()) {
                collector.remove(entry.path());
                return;
            }
            collector.add(noted(place.get(), entry));
            if (trait.ofRights() && entry.kind() == LayerEntry.Kind.HARD_LINK) {
                // the rights are those of the file, also after a later layer deleted this name of it
                collector.add(noted(LinkTarget.ofHardLink(entry), entry));
            }
        });
        PackageCache.of(entry, name).ifPresent(directory -> caches.add(directory, entry.size()));
        boolean wanted = passwd.wants(entry);
        wanted |= shadow.wants(entry);
        wanted |= group.wants(entry);
        return wanted;
    }

    private static NotedFile noted(String path, LayerEntry entry) {
        return new NotedFile(path, entry.mode(), entry.userId(), entry.groupId(), entry.capabilities());
    }

    @Override
    public void visit(LayerEntry entry, FileContent content) throws GateException, IOException {
        passwd.visit(entry, content);
        shadow.visit(entry, content);
        group.visit(entry, content);
    }

    @Override
    public LayerFileFacts finish() {
        Map<FileTrait, NotedFiles> files = new EnumMap<>(FileTrait.class);
        traits.forEach((trait, collector) -> files.put(trait, collector.finish()));
        return new LayerFileFacts(files, caches.finish(), passwd.finish(), shadow.finish(), group.finish());
    }

    /** Adds up files by cache directory; beyond a bound, by cache. */
    static final class CacheCollector {
        static final int MAX_DIRECTORIES = 50;
        /** Stands for all directories beyond the bound. */
        static final String ELSEWHERE = "";

        private final Map<PackageCache.CacheDirectory, Sum> sums = new LinkedHashMap<>();

        void add(PackageCache.CacheDirectory directory, long bytes) {
            Sum sum = sums.get(directory);
            if (sum == null) {
                PackageCache.CacheDirectory key = sums.size() < MAX_DIRECTORIES
                        ? directory
                        : new PackageCache.CacheDirectory(directory.cache(), ELSEWHERE);
                sum = sums.computeIfAbsent(key, unused -> new Sum());
            }
            sum.files++;
            sum.bytes += bytes;
        }

        List<CacheUse> finish() {
            List<CacheUse> uses = new ArrayList<>();
            sums.forEach((directory, sum) ->
                    uses.add(new CacheUse(directory.cache(), directory.path(), sum.files, sum.bytes)));
            return uses;
        }

        private static final class Sum {
            private long files;
            private long bytes;
        }
    }

    /** Keeps the first files of a layer with one trait, and counts the rest. */
    static final class NotedFilesCollector {
        static final int MAX_FILES = 200;
        /** Characters of all paths kept; in a layer with long paths this is what stops first. */
        static final int MAX_CHARACTERS = 16 << 10;

        private final Map<String, NotedFile> files = new LinkedHashMap<>();
        private final int most;
        private int characters;
        private long omitted;

        NotedFilesCollector(int most) {
            this.most = most;
        }

        void add(NotedFile file) {
            if (files.containsKey(file.path())) {
                files.put(file.path(), file);
            } else if (files.size() < most && characters + file.path().length() <= MAX_CHARACTERS) {
                files.put(file.path(), file);
                characters += file.path().length();
            } else {
                omitted++;
            }
        }

        /** A later entry of the same layer replaced the file by one without the trait. */
        void remove(String path) {
            if (files.remove(path) != null) {
                characters -= path.length();
            }
        }

        NotedFiles finish() {
            return new NotedFiles(List.copyOf(files.values()), omitted);
        }
    }

    /**
     * Takes one account database out of a layer. What is no plain, small file becomes unreadable, never absent: the last
     * entry of its path counts.
     *
     * @param <E> its entries
     */
    static final class AccountFileCollector<E> {
        private static final String DIRECTORY = "etc";

        private final AccountFileParser<E> parser;
        private AccountFile<E> file = new AccountFile.Absent<>();

        AccountFileCollector(AccountFileParser<E> parser) {
            this.parser = parser;
        }

        /** Whether the content is needed. */
        boolean wants(LayerEntry entry) {
            if (entry.path().equals(DIRECTORY) && entry.kind() != LayerEntry.Kind.DIRECTORY) {
                file = new AccountFile.Unreadable<>(
                        DIRECTORY, "lies behind " + DIRECTORY + ", which is a " + word(entry.kind()));
                return false;
            }
            if (!entry.path().equals(parser.path())) {
                return false;
            }
            if (entry.kind() != LayerEntry.Kind.FILE) {
                file = parser.unreadable("is a " + word(entry.kind()) + ", not a plain file");
                return false;
            }
            if (entry.size() > AccountFileParser.MAX_BYTES) {
                file = parser.unreadable("is larger than " + AccountFileParser.MAX_BYTES + " bytes");
                return false;
            }
            return true;
        }

        void visit(LayerEntry entry, FileContent content) throws GateException, IOException {
            if (entry.path().equals(parser.path())) {
                file = parser.parse(content.bytes(AccountFileParser.MAX_BYTES));
            }
        }

        AccountFile<E> finish() {
            return file;
        }

        private static String word(LayerEntry.Kind kind) {
            return switch (kind) {
                case FILE -> "file";
                case DIRECTORY -> "directory";
                case SYMBOLIC_LINK -> "symbolic link";
                case HARD_LINK -> "hard link";
                case DEVICE -> "device node";
                case FIFO -> "named pipe";
            };
        }
    }
}
