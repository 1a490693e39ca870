package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathTreeTest {
    @Test
    void manyPathsKeepTheirNumbers() {
        PathTree tree = new PathTree();
        Map<String, Integer> numbers = new HashMap<>();
        Random random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            String path = "d" + random.nextInt(50) + "/é" + random.nextInt(100) + "/" + random.nextInt(1_000);
            int number = tree.add(path);
            assertThat(numbers.computeIfAbsent(path, p -> number)).as(path).isEqualTo(number);
        }
        numbers.forEach((path, number) -> assertThat(tree.find(path)).as(path).isEqualTo(number));
        assertThat(numbers.values()).doesNotHaveDuplicates();
    }

    @Test
    void aPathIsThereOnlyWhenItOrSomethingBelowWasAdded() {
        PathTree tree = new PathTree();
        int file = tree.add("a/b/c");

        assertThat(tree.find("a/b")).isEqualTo(tree.parent(file)).isPositive();
        assertThat(tree.find("a/b/c/d")).isNegative();
        assertThat(tree.find("a/c")).isNegative();
        assertThat(tree.find("")).isEqualTo(PathTree.ROOT);
        assertThat(tree.parent(tree.find("a"))).isEqualTo(PathTree.ROOT);
    }

    @Test
    void namesOfTheGreatestLengthAreKept() {
        PathTree tree = new PathTree();
        String longest = "x".repeat(255);

        int number = tree.add(longest + "/" + longest);

        assertThat(tree.find(longest + "/" + longest)).isEqualTo(number);
        assertThat(tree.find(longest + "/" + "x".repeat(254))).isNegative();
    }
}
