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
"%java%" -XX:+UseSerialGC %GATE_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
