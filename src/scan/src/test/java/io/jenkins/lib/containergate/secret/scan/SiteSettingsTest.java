package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        site/docusaurus.config.js | algolia: {~  appId: 'A',~  apiKey: '%s',~} | true
        site/docusaurus.config.mts | "algolia": {~  "apiKey": "%s",~} | true
        site/docusaurus.config.ts | algolia: {~  apiKey: '%s',~},~pay: {~  secretKey: '%s',~} | false
        site/docusaurus.config.ts | algolia: {~  searchParameters: {a: 1},~  apiKey: '%s',~}, | true
        site/docusaurus.config.ts | algolia: {~  apiKey: process.env.KEY,~},~pay: {~  apiKey: '%s',~} | false
        site/docusaurus.config.ts | algolia: {~  apiKey: '%s',~},~pay: {~  apiKey: '%s',~} | false
        site/docusaurus.config.ts | pay: {~  apiKey: '%s',~} | false
        site/.vitepress/config.ts | algolia: {~  options: {~    apiKey: '%s',~  },~} | true
        site/.vitepress/config.ts | provider: 'algolia',~  options: {~    apiKey: '%s',~  },~ | true
        site/.vitepress/config.ts | algolia: {~  apiKey: '%s',~  a: {b: {c: 1}},~} | true
        site/.vitepress/config.ts | algolia: {~  a: {b: {c: 1}},~},~pay: {~  apiKey: '%s',~} | false
        site/.vitepress/config.ts | provider: 'local',~  options: {~    apiKey: '%s',~  },~ | false
        site/.vitepress/config.ts | pay: {~  apiKey: '%s',~} | false
        site/vitepress/config.ts | algolia: {~  apiKey: '%s',~} | false
        src/search.config.js | algolia: {~  apiKey: '%s',~} | false
        src/docusaurus.config.json | {"algolia": {~  "apiKey": "%s"~}} | false
        """)
    void theKeyOfTheSearchOfASiteIllustratesAndNoOther(String path, String text, boolean illustrates) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(31).fill("{hex:32}")) + "\n";
        assertThat(Searched.file(path, content).found())
                .singleElement()
                .matches(found -> found.illustrates() == illustrates);
    }
}
