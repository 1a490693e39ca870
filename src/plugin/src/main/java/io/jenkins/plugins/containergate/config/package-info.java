/** What administrators set: policy, servers, registries, accounts. */
@NullMarked
package io.jenkins.plugins.containergate.config;

import org.jspecify.annotations.NullMarked;
