package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathJournalTest {
    @Test
    void whatWasWrittenIsReadAgainInOrder() throws GateException {
        PathJournal journal = new PathJournal();
        List<String> written = new ArrayList<>();
        Random random = new Random(7);
        PathJournal.Action[] actions = PathJournal.Action.values();
        for (int i = 0; i < 5_000; i++) {
            PathJournal.Action action = actions[random.nextInt(actions.length)];
            String path = "usr/share/é" + random.nextInt(40) + "/" + "long".repeat(random.nextInt(60)) + i;
            String target = action.hasTarget() ? "../" + "t".repeat(random.nextInt(300)) : "";
            journal.add(action, path, target);
            written.add(action + path + target);
        }

        List<String> read = new ArrayList<>();
        journal.replay((action, path, target) -> read.add(action + path + target));

        assertThat(read).isEqualTo(written);
    }

    @Test
    void aDirectoryFullOfFilesTakesFewBytesAFile() {
        PathJournal journal = new PathJournal();
        for (int i = 0; i < 10_000; i++) {
            journal.add(PathJournal.Action.FILE, "usr/share/doc/a-package-with-a-long-name/changelog." + i, "");
        }

        assertThat(journal.size()).isLessThan(10 * 10_000);
    }
}
