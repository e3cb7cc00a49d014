# Turns Shell Launcher on and gives it shell-launcher.xml. Run as SYSTEM, for example by a scheduled task or your
# management agent: the management bridge answers nobody else. -Remove gives everybody their desktop back.
param([switch]$Remove, [string]$File = "$PSScriptRoot\shell-launcher.xml")
$ErrorActionPreference = 'Stop'

if (-not $Remove) {
    $run = Get-ItemProperty 'HKLM:\Software\Microsoft\Windows\CurrentVersion\Run' -ErrorAction SilentlyContinue
    if ($run.Paraphe -like '*--kiosk') {
        throw 'Paraphe starts at every log-on here (/KIOSK, or the MSI with Kiosk): Shell Launcher could not start it again. Remove it, and install it with /AllUsers, or by the MSI without Kiosk.'
    }
    # only Windows Enterprise and Education have it
    $feature = Enable-WindowsOptionalFeature -Online -NoRestart -FeatureName Client-EmbeddedShellLauncher
    if ($feature.RestartNeeded) { Write-Warning 'Shell Launcher works after a restart of Windows.' }
}
$access = Get-CimInstance -Namespace root\cimv2\mdm\dmmap -ClassName MDM_AssignedAccess
if (-not $access) { throw 'The management bridge has no MDM_AssignedAccess: run this as SYSTEM.' }
$access.ShellLauncher = if ($Remove) { $null } else {
    [System.Net.WebUtility]::HtmlEncode((Get-Content -Raw -Encoding UTF8 $File))
}
Set-CimInstance -CimInstance $access
