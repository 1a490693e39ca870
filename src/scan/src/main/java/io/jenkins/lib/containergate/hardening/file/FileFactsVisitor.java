package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.account.AccountFile.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.ShadowEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFileParser;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFile;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFiles;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import java.io.IOException;
import java.util.EnumMap;
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
            traits.put(trait, new NotedFilesCollector());
        }
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        String name = entry.name();
        traits.forEach((trait, collector) -> {
            Optional<String> place = trait.place(entry, name);
            if (place.isPresent()) {
                collector.add(new NotedFile(
                        place.get(), entry.mode(), entry.userId(), entry.groupId(), entry.capabilities()));
            } else {
                collector.remove(entry.path());
            }
        });
        PackageCache.of(entry, name).ifPresent(directory -> caches.add(directory, entry.size()));
        boolean wanted = passwd.wants(entry);
        wanted |= shadow.wants(entry);
        wanted |= group.wants(entry);
        return wanted;
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
}
