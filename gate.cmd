@echo off
rem Runs the container-gate command line. In a distribution the jar is in lib\; in a clone it is built first when it is missing.
setlocal
set "jar=%~dp0..\lib\container-gate.jar"
if exist "%jar%" goto run
set "jar=%~dp0src\cli\target\container-gate.jar"
if exist "%jar%" goto run
echo gate: first build, takes 2 to 5 minutes: fetches Maven and libraries, then compiles 1>&2
pushd "%~dp0"
call mvnw.cmd --quiet --batch-mode -pl src/cli -am -Dmaven.test.skip=true -Dspotbugs.skip=true -Dspotless.check.skip=true package 1>&2
set "built=%ERRORLEVEL%"
popd
if not "%built%"=="0" (
  echo gate: the build failed 1>&2
  exit /b 3
)
:run
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not "%java%"=="java" goto found
for %%j in (java.exe) do if not "%%~$PATH:j"=="" goto found
echo gate: there is no java: install a Java runtime 17 or newer, or set JAVA_HOME 1>&2
exit /b 3
:found
rem Java does not start, and ends with 1, where two collectors are asked for: no own choice beside given options.
set "collector=-XX:+UseSerialGC"
for %%v in (GATE_JAVA_OPTS JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS) do if defined %%v set "collector="
"%java%" %collector% %GATE_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
