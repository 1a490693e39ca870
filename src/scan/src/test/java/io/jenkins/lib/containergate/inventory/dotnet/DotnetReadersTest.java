package io.jenkins.lib.containergate.inventory.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotnetReadersTest {
    private static final String DEPS = "app/Shop.deps.json";
    private static final String LOCK = "app/packages.lock.json";
    private static final String SHOP = """
        {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64", "signature": ""},
         "targets": {
           ".NETCoreApp,Version=v8.0": {},
           ".NETCoreApp,Version=v8.0/linux-x64": {
             "Shop/1.0.0": {"dependencies": {"Acme.Cart": "2.1.0"}, "runtime": {"Shop.dll": {}}},
             "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"native": {"libcoreclr.so": {}}},
             "Acme.Cart/2.1.0": {"runtime": {"lib/net8.0/Acme.Cart.dll": {}}},
             "Acme.Analyzers/3.0.0": {"compile": {"ref/Acme.dll": {}}}}},
         "libraries": {
           "Shop/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
           "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"},
           "Acme.Cart/2.1.0": {"type": "package", "serviceable": true},
           "Acme.Analyzers/3.0.0": {"type": "package"}}}
        """;

    @Test
    void packagesAndRuntimeAreReadButNotTheProgramItselfNorWhatOnlyCompiledIt() throws Exception {
        assertThat(TestLayer.file(DEPS, SHOP).names())
                .containsExactly("Acme.Cart 2.1.0", "Microsoft.NETCore.App.Runtime.linux-x64 8.0.1");
    }

    @Test
    void theTypeOfALibraryCanHaveCapitalLettersAsForTheHost() throws Exception {
        assertThat(TestLayer.file(DEPS, SHOP.replace("\"package\"", "\"Package\""))
                        .names())
                .contains("Acme.Cart 2.1.0");
    }

    @Test
    void withoutTheTargetThatRunsEveryPackageCounts() throws Exception {
        String other = SHOP.replace("v8.0/linux-x64\", \"signature", "v9.0\", \"signature");
        assertThat(TestLayer.file(DEPS, other).names()).contains("Acme.Analyzers 3.0.0", "Acme.Cart 2.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"libraries\": {\"noversion\": {\"type\": \"package\"}}}"})
    void aFileThatDoesNotParseIsAGap(String json) throws Exception {
        assertThat(TestLayer.file(DEPS, json).gapRules()).containsExactly("unreadable-package-metadata " + DEPS);
    }

    @Test
    void aFileLargerThanAllowedIsAGap() throws Exception {
        InventoryLimits small = new InventoryLimits(100, 100, 100, 100);
        assertThat(TestLayer.file(DEPS, SHOP).limits(small).gapRules()).containsExactly("package-data-limit " + DEPS);
    }

    @Test
    void resolvedPackagesOfALockFileAreReadOnce() throws Exception {
        String lock = """
            {"version": 1, "dependencies": {
              "net8.0": {"Acme.Cart": {"type": "Direct", "requested": "[2.1.0, )", "resolved": "2.1.0"},
                         "shop.core": {"type": "Project", "dependencies": {"resolved": "no"}}},
              "net8.0/linux-x64": {"Acme.Cart": {"type": "Transitive", "resolved": "2.1.0"}}}}
            """;
        assertThat(TestLayer.file(LOCK, lock).names()).containsExactly("Acme.Cart 2.1.0");
        assertThat(TestLayer.file(LOCK, "[").gapRules()).containsExactly("unreadable-package-metadata " + LOCK);
    }
}
