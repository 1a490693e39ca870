@echo off
rem Runs the Maven version named in .mvn\wrapper\maven-wrapper.properties; fetches it once into %USERPROFILE%\.m2\wrapper.
rem MVNW_REPOURL  base address of a Maven repository to fetch it from (default: Maven Central)
setlocal
for /f "tokens=2 delims==" %%v in ('findstr /b "mavenVersion=" "%~dp0.mvn\wrapper\maven-wrapper.properties"') do set "version=%%v"
for /f "tokens=2 delims==" %%v in ('findstr /b "mavenSha512=" "%~dp0.mvn\wrapper\maven-wrapper.properties"') do set "wanted=%%v"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "home=%MAVEN_USER_HOME%\wrapper\apache-maven-%version%"
if exist "%home%\bin\mvn.cmd" goto run
rem Central is Maven's own default repository: "repo." before the domain that its group id org.apache.maven spells backwards.
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "$group = 'org.apache.maven'; $parts = $group.Split('.'); [array]::Reverse($parts);" ^
  "$base = if ($env:MVNW_REPOURL) { $env:MVNW_REPOURL } else { 'https://repo.' + ($parts -join '.') + '/maven2' };" ^
  "$url = $base + '/' + $group.Replace('.', '/') + '/apache-maven/' + $env:version + '/apache-maven-' + $env:version + '-bin.tar.gz';" ^
  "$work = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()); New-Item -ItemType Directory $work | Out-Null;" ^
  "$file = Join-Path $work 'maven.tar.gz'; Invoke-WebRequest -UseBasicParsing $url -OutFile $file;" ^
  "$actual = (Get-FileHash -Algorithm SHA512 $file).Hash.ToLower();" ^
  "if ($actual -ne $env:wanted) { throw ('Maven has SHA-512 ' + $actual + ', expected ' + $env:wanted) };" ^
  "tar -xzf $file -C $work; if ($LASTEXITCODE -ne 0) { throw 'tar failed' };" ^
  "New-Item -ItemType Directory -Force (Split-Path $env:home) | Out-Null;" ^
  "Move-Item (Join-Path $work ('apache-maven-' + $env:version)) $env:home; Remove-Item -Recurse $work"
if errorlevel 1 (
  echo mvnw: could not fetch Maven %version%; set MVNW_REPOURL to a Maven repository you reach 1>&2
  exit /b 1
)
:run
"%home%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
