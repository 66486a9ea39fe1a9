@echo off
rem Runs Jumbo in the current directory: .\application.properties, .\jumbo.env and .\routes\ win over the distribution's.
rem JAVA_HOME chooses the Java (17 or newer), else java on the PATH; JAVA_OPTS adds JVM options and wins over ours.
setlocal

for %%i in ("%~dp0..") do set "HOME_DIR=%%~fi"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

rem First line of java -version: openjdk version "17.0.15" 2025-04-15; Java 8 calls itself 1.8.
set "VERSION="
for /f "usebackq tokens=2,3" %%u in (`call "%JAVA%" -version 2^>^&1`) do if "%%u"=="version" set "VERSION=%%~v"
if not defined VERSION (
  echo jumbo: no Java at "%JAVA%". Install Java 17 or newer, or set JAVA_HOME to where it is. 1>&2
  exit /b 1
)
for /f "delims=.-+ tokens=1" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
  echo jumbo: needs Java 17 or newer, but "%JAVA%" is Java %VERSION%. 1>&2
  echo jumbo: set JAVA_HOME to a newer one. 1>&2
  exit /b 1
)

rem From Java 19 on the JVM keeps its own archive of loaded classes, which nearly halves the time to start.
set "CDS="
if %MAJOR% GEQ 19 set CDS=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%HOME_DIR%\lib\jumbo-java%MAJOR%.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off

rem Memory is bounded by design (one chunk in flight per watch), so a small heap and the collector without threads do. It begins
rem smaller still: Java would begin with all of it on a large machine, and fill all of it before it collects.
rem Two collectors at once would be refused, so ours gives way to one in JAVA_OPTS; of two heap sizes the later one wins.
set "GC=-XX:+UseSerialGC"
if defined JAVA_OPTS (
  echo %JAVA_OPTS%| findstr /r /c:"-XX:+Use.*GC" >nul && set "GC="
)

rem Most of what a start compiles is not needed again; what runs all the time is compiled all the same, a little later.
"%JAVA%" -Xms32m -Xmx256m %GC% %CDS% %JAVA_OPTS% "-Djumbo.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\*" io.jumbo.app.Main %*
exit /b %ERRORLEVEL%
