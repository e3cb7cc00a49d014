; Paraphe-Setup.exe. build.py hands over VERSION, FILE_VERSION, SOURCE (the one-dir), OUTPUT, ICON, SIZE_KIB; where it signs,
; SIGN (the command before a file's name); where the usual stub does not run, TARGET.
;   /S          no questions            /AllUsers    for everybody (needs an administrator)
;   /AUTOSTART  in the tray at log-on  /KIOSK       the kiosk at log-on; implies /AllUsers and /AUTOSTART
;   /D=FOLDER   elsewhere (last argument, no quotes)
; Exit codes: 0 done, 1 cancelled, 2 failed, 10 a newer version is installed, 11 Paraphe is running, 12 needs an administrator,
;   13 the MSI has installed it, 14 this Windows has no 64 bits.
; One that is installed for everybody already is updated for everybody, whatever the switches say.
; A sign-off lives in the user's profile. Nothing here ever touches a profile.
Unicode true
; NSIS as it is published brings stubs of 32 bits only: they run on every Windows, but not under a wine of 64 bits
!ifdef TARGET
  Target ${TARGET}
!else
  Target x86-unicode
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif
CRCCheck force
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh

Name "Paraphe"
OutFile "${OUTPUT}"
BrandingText "Paraphe ${VERSION}"
VIProductVersion "${FILE_VERSION}"
VIAddVersionKey ProductName "Paraphe"
VIAddVersionKey CompanyName "Paraphe"
VIAddVersionKey FileDescription "Paraphe setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright ""

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Paraphe"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
; paraphe:session?token=... is registered by the program, where the setting links.enabled allows it
!define LINKS "Software\Classes\paraphe"
!define OWN "Software\Paraphe"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\paraphew.exe"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE French

LangString Newer ${LANG_ENGLISH} "A newer Paraphe is installed already. Remove it first if you really want an older one."
LangString Newer ${LANG_FRENCH} "Une version plus récente de Paraphe est déjà installée. Désinstallez-la d'abord si vous voulez vraiment une version plus ancienne."
LangString Running ${LANG_ENGLISH} "Paraphe is running. Close it, then try again. What was signed is safe."
LangString Running ${LANG_FRENCH} "Paraphe est en cours d'exécution. Fermez-le, puis réessayez. Ce qui a été signé est en sécurité."
LangString Administrator ${LANG_ENGLISH} "Paraphe for everybody on this computer needs an administrator."
LangString Administrator ${LANG_FRENCH} "Paraphe pour tous les utilisateurs de cet ordinateur demande un administrateur."
LangString SixtyFour ${LANG_ENGLISH} "Paraphe needs a 64-bit Windows."
LangString SixtyFour ${LANG_FRENCH} "Paraphe demande un Windows 64 bits."
LangString Managed ${LANG_ENGLISH} "Paraphe was installed by a package of your organisation (MSI). Update it the same way."
LangString Managed ${LANG_FRENCH} "Paraphe a été installé par un paquet de votre organisation (MSI). Mettez-le à jour de la même façon."
LangString Waiting ${LANG_ENGLISH} "Some sign-offs on this computer have not been sent yet. They stay in your profile, and a Paraphe installed again sends them. Remove Paraphe now?"
LangString Waiting ${LANG_FRENCH} "Des signatures de cet ordinateur n'ont pas encore été envoyées. Elles restent dans votre profil, et un Paraphe réinstallé les enverra. Désinstaller Paraphe maintenant ?"

Var allUsers
Var autostart
Var kiosk

!macro CHOOSE_SCOPE
  ${If} $allUsers = 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
  SetRegView 64
!macroend

; Leaves 1 in $0 where the installed program is in use: a running one cannot be opened for writing.
!macro IS_RUNNING
  StrCpy $0 0
  ${If} ${FileExists} "$INSTDIR\paraphew.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\paraphew.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
    ClearErrors
    FileOpen $1 "$INSTDIR\paraphe.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

!macro REFUSE code text
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONSTOP "${text}"
  ${EndIf}
  SetErrorLevel ${code}
  Quit
!macroend

Function .onInit
  StrCpy $allUsers 0
  StrCpy $autostart 0
  StrCpy $kiosk 0
  ${IfNot} ${RunningX64}
    !insertmacro REFUSE 14 "$(SixtyFour)"
  ${EndIf}
  SetRegView 64
  ReadRegStr $0 HKLM "${OWN}" "Folder"
  ${If} $0 != ""
    StrCpy $allUsers 1
    ; the MSI leaves the same two values, and an entry of its own among the installed programs
    ReadRegStr $0 HKLM "${UNINSTALL}" "UninstallString"
    ${If} $0 == ""
      !insertmacro REFUSE 13 "$(Managed)"
    ${EndIf}
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $R1
  ${IfNot} ${Errors}
    StrCpy $allUsers 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/AUTOSTART" $R1
  ${IfNot} ${Errors}
    StrCpy $autostart 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/KIOSK" $R1
  ${IfNot} ${Errors}
    StrCpy $kiosk 1
    StrCpy $autostart 1
    StrCpy $allUsers 1
  ${EndIf}
  !insertmacro CHOOSE_SCOPE
  ${If} $allUsers = 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro REFUSE 12 "$(Administrator)"
    ${EndIf}
  ${EndIf}
  ; where it is, where it was asked for, else where it belongs
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${OWN}" "Folder"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $allUsers = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\Paraphe"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Paraphe"
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 SHCTX "${OWN}" "Version"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      !insertmacro REFUSE 10 "$(Newer)"
    ${EndIf}
  ${EndIf}
  !insertmacro IS_RUNNING
  ${If} $0 = 1
    !insertmacro REFUSE 11 "$(Running)"
  ${EndIf}
FunctionEnd

Section "Paraphe"
  !insertmacro CHOOSE_SCOPE
  ; what an earlier version had and this one has not must not stay and be loaded
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\Paraphe.lnk" "$INSTDIR\paraphew.exe"
  ${If} $kiosk = 1
    WriteRegStr SHCTX "${RUN}" "Paraphe" '"$INSTDIR\paraphew.exe" --kiosk'
  ${ElseIf} $autostart = 1
    WriteRegStr SHCTX "${RUN}" "Paraphe" '"$INSTDIR\paraphew.exe" --tray'
  ${EndIf}
  ${If} $allUsers = 1
    ; settings for every user of the machine: administrators write, everybody reads. An empty folder goes, and so does
    ; a junction that somebody has put there (its target stays): what is made afresh is a folder
    RMDir "$APPDATA\Paraphe"
    CreateDirectory "$APPDATA\Paraphe"
    ; the folder alone: a file that somebody has put there before must not become the administrators'. Whoever made the
    ; folder may have given rights on it, which everything in it would inherit: they go first. Of a link, /L means itself
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Paraphe" /setowner *S-1-5-32-544 /L'
    Pop $0
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Paraphe" /reset /L'
    Pop $0
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Paraphe" /inheritance:r /grant *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /L'
    Pop $0
  ${EndIf}

  WriteRegStr SHCTX "${OWN}" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "${OWN}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Paraphe"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Paraphe"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\paraphew.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${SIZE_KIB}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
SectionEnd

Function un.onInit
  SetRegView 64
  StrCpy $allUsers 0
  ; the installation that this uninstaller belongs to
  ReadRegStr $0 HKLM "${OWN}" "Folder"
  ${If} $0 == $INSTDIR
    StrCpy $allUsers 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${If} ${Silent}
        !insertmacro REFUSE 12 "$(Administrator)"
      ${EndIf}
      ; Windows' list of programs starts it without an administrator's rights: it asks for them, and begins anew. The
      ; administrator may be somebody else, with another profile: the question belongs to whoever is here now
      Call un.askAboutWaiting
      ExecShell "runas" "$INSTDIR\uninstall.exe" "/ASKED"
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro CHOOSE_SCOPE
  !insertmacro IS_RUNNING
  ${If} $0 = 1
    !insertmacro REFUSE 11 "$(Running)"
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ASKED" $R1
  ${If} ${Errors}
  ${AndIfNot} ${Silent}
    Call un.askAboutWaiting
  ${EndIf}
FunctionEnd

; Ends here where sign-offs of this user wait and Paraphe is to stay.
Function un.askAboutWaiting
  nsExec::Exec '"$SYSDIR\cmd.exe" /d /c ""$INSTDIR\paraphe.exe" --json outbox list | "$SYSDIR\findstr.exe" /r "waiting executing executed needs_attention""'
  Pop $0
  ${If} $0 == 0
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(Waiting)" IDYES proceed
    SetErrorLevel 1
    Quit
    proceed:
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro CHOOSE_SCOPE
  DeleteRegValue SHCTX "${RUN}" "Paraphe"
  ; registered for each user by the program itself
  DeleteRegKey HKCU "${LINKS}"
  Delete "$SMPROGRAMS\Paraphe.lnk"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\bom.cdx.json"
  Delete "$INSTDIR\paraphe.exe"
  Delete "$INSTDIR\paraphew.exe"
  DeleteRegKey SHCTX "${OWN}"
  DeleteRegKey SHCTX "${UNINSTALL}"
  ; last, so that whoever waits for it to go finds everything gone
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ; %ProgramData%\Paraphe and every profile stay: settings and sign-offs are not the installer's
SectionEnd
