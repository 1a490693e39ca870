/** NuGet packages of published .NET programs. */
@NullMarked
package io.jenkins.lib.containergate.inventory.dotnet;

import org.jspecify.annotations.NullMarked;
