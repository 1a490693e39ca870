package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.plugins.containergate.ui.FindingsPage.FindingColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsPageTest {
    private final Verdict verdict = Verdicts.failing(1_000);

    @Test
    void anAddressWithoutParametersShowsTheWorstFirst() {
        FindingsPage page = page(Map.of());

        assertThat(page.getTotal()).isEqualTo(1_002);
        assertThat(page.getMatching()).isEqualTo(1_002);
        assertThat(page.isFiltered()).isFalse();
        assertThat(page.getRows()).hasSize(FindingQuery.PAGE_SIZE);
        assertThat(page.getRows().get(0).getSeverity()).isEqualTo("CRITICAL");
        assertThat(page.getPages()).isEqualTo(21);
    }

    @Test
    void everyFindingIsOnExactlyOnePage() {
        List<String> shown = new ArrayList<>();
        for (int i = 1; i <= 21; i++) {
            page(Map.of("page", Integer.toString(i))).getRows().forEach(row -> shown.add(row.getId()));
        }

        assertThat(shown).hasSize(1_002).doesNotHaveDuplicates();
    }

    @Test
    void aPageBeyondTheLastShowsTheLast() {
        FindingsPage page = page(Map.of("page", "999999"));

        assertThat(page.getPage()).isEqualTo(21);
        assertThat(page.isLast()).isTrue();
        assertThat(page.getRows()).hasSize(2);
    }

    @Test
    void filtersAreAllMet() {
        FindingsPage page = page(Map.of(
                "gate", "vulnerabilities", "severity", "HIGH", "decision", "WAIVED", "text", "PACKAGE-4", "layer", ""));

        assertThat(page.getMatching()).isPositive().isLessThan(1_000);
        assertThat(page.getRows()).allSatisfy(row -> {
            assertThat(row.getGate()).isEqualTo("vulnerabilities");
            assertThat(row.getSeverity()).isEqualTo("HIGH");
            assertThat(row.getDecision()).isEqualTo("WAIVED");
            assertThat(row.getActual()).contains("package-4");
        });
    }

    @Test
    void aLayerIsFoundByTheBeginningOfItsDigest() {
        String layer = page(Map.of()).getRows().get(0).getShortLayer();

        FindingsPage page = page(Map.of("layer", layer));

        assertThat(page.getMatching()).isPositive().isLessThan(1_000);
        assertThat(page.getRows())
                .allSatisfy(row -> assertThat(row.getShortLayer()).isEqualTo(layer));
    }

    @Test
    void findingsAreGroupedByPackageWithTheUpdateThatClearsThem() {
        FindingsPage page = page(Map.of("group", "package", "gate", "vulnerabilities"));

        assertThat(page.isGrouped()).isTrue();
        assertThat(page.getRows()).isEmpty();
        assertThat(page.getGroups()).hasSize(FindingQuery.PAGE_SIZE);
        FindingGroup worst = page.getGroups().get(0);
        assertThat(worst.getCounts().getCritical()).isEqualTo(1);
        assertThat(worst.getBlocked()).isEqualTo(1);
        assertThat(page.getGroups())
                .anySatisfy(group -> assertThat(group.getUpdate()).startsWith("Update package-"));
    }

    @Test
    void aGroupLeadsToItsFindingsAndNoOthers() {
        for (String grouping : List.of("package", "rule", "layer", "path")) {
            FindingGroup group = page(Map.of("group", grouping)).getGroups().get(0);
            FindingsPage opened = page(Map.of("group", grouping, "key", group.getKey()));

            assertThat(opened.isGrouped()).as(grouping).isFalse();
            assertThat(opened.getMatching()).as(grouping).isEqualTo(group.getTotal());
            assertThat(group.getAddress()).contains("group=" + grouping, "key=");
        }
    }

    @Test
    void everyFindingIsInExactlyOneGroup() {
        for (String grouping : List.of("package", "rule", "layer", "path")) {
            int found = 0;
            int pages = page(Map.of("group", grouping)).getPages();
            for (int i = 1; i <= pages; i++) {
                found += page(Map.of("group", grouping, "page", Integer.toString(i))).getGroups().stream()
                        .mapToInt(FindingGroup::getTotal)
                        .sum();
            }
            assertThat(found).as(grouping).isEqualTo(1_002);
        }
    }

    @Test
    void aGroupingThatDoesNotExistGroupsNothing() {
        FindingsPage page = page(Map.of("group", "owner", "key", "payments"));

        assertThat(page.isGrouped()).isFalse();
        assertThat(page.getMatching()).isEqualTo(page.getTotal());
    }

    @Test
    void aFilterThatMeansNothingHidesNothing() {
        FindingsPage page = page(Map.of(
                "gate", "unknown", "severity", "high", "decision", "'", "page", "-1", "sort", "x", "order", "y"));

        assertThat(page.getMatching()).isEqualTo(page.getTotal());
        assertThat(page.getPage()).isEqualTo(1);
    }

    @Test
    void sortingTwiceTurnsTheOrderRound() {
        FindingsPage page = page(Map.of("sort", "rule"));
        FindingColumn rule = page.getColumns().get(1);

        assertThat(rule.getAriaSort()).isEqualTo("ascending");
        assertThat(rule.getAddress()).contains("sort=rule").contains("order=desc");
        assertThat(page.getRows()).extracting(FindingRow::getRule).isSorted();
        assertThat(page.getColumns().get(0).getAriaSort()).isEqualTo("none");
    }

    @Test
    void anAddressKeepsTheFiltersAndEscapesThem() {
        FindingsPage page = page(Map.of("text", "a&b=\"<ü", "severity", "HIGH"));

        assertThat(page.getColumns().get(1).getAddress())
                .isEqualTo("?severity=HIGH&text=a%26b%3D%22%3C%C3%BC&sort=rule");
    }

    @Test
    void aFindingKeepsItsNumberHoweverItIsSorted() {
        FindingRow first =
                page(Map.of("sort", "rule", "order", "desc")).getRows().get(0);

        assertThat(FindingRow.all(verdict)
                        .get(Integer.parseInt(first.getId()) - 1)
                        .getRule())
                .isEqualTo(first.getRule());
    }

    private FindingsPage page(Map<String, String> parameters) {
        return FindingsPage.of(PageContent.of(verdict), FindingQuery.parse(parameters::get));
    }
}
