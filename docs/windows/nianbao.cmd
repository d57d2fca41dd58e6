@echo off
rem Makes the environment beside this project once, then checks what was dropped on this file.
rem Saved in UTF-8 with CRLF: the code page comes before the first Chinese word.
chcp 65001 >nul
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
set "HERE=%~dp0"
for %%I in ("%HERE%..\..") do set "ROOT=%%~fI"
set "NIANBAO=%ROOT%\.venv\Scripts\nianbao.exe"
if exist "%NIANBAO%" goto ready

echo 第一次使用，正在准备，需要几分钟，并要能连上网络……
where py >nul 2>nul
if errorlevel 1 goto nopython
py -3 -m venv "%ROOT%\.venv"
if errorlevel 1 goto failed
"%ROOT%\.venv\Scripts\python.exe" -m pip install -q "%ROOT%"
if errorlevel 1 goto failed

:ready
if "%~1"=="" goto empty
"%NIANBAO%" %*
set "CODE=%ERRORLEVEL%"
goto end

:empty
echo 请把填好的工作簿（或放着工作簿的文件夹）拖到这个文件的图标上。
"%NIANBAO%" --help
set "CODE=0"
goto end

:nopython
echo 没有找到 Python。请先从 python.org 安装 3.11 以上的版本，再试一次。
set "CODE=2"
goto end

:failed
echo 没有准备好，原因见上面。改好后再拖一次。
set "CODE=2"

:end
echo.
pause
exit /b %CODE%
