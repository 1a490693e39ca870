package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code Packages} of an SQLite database: row number, header. */
record SqliteHeaders(SqlitePages pages, HeaderSize size) implements HeaderBlobs {
    private static final long SCHEMA = 1;
    private static final int BLOB = 1;

    @Override
    public void forEach(Consumer consumer) throws MalformedContentException, LimitExceededException, IOException {
        List<Long> roots = new ArrayList<>(1);
        new SqliteTable(pages, SCHEMA, size).forEach(row -> {
            if (row.text(0).equals("table") && row.text(1).equals("Packages")) {
                roots.add(row.integer(3));
            }
        });
        if (roots.size() != 1) {
            throw RpmDatabaseErrors.of("an SQLite database without the table Packages");
        }
        new SqliteTable(pages, roots.get(0), size).forEach(row -> consumer.accept(row.blob(BLOB)));
    }
}
