/** HTTP as registries and services need it: bounded in bytes, time and redirections, patient with passing faults. */
@NullMarked
package io.jenkins.lib.containergate.http;

import org.jspecify.annotations.NullMarked;
