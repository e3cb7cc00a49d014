<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>Ask</name>
  <message numerus="yes">
   <source>%n sign-off(s) still wait to be sent. They are safe on this computer and will be sent when Paraphe runs again.</source>
   <translation>
    <numerusform>%n sign-off still waits to be sent. It is safe on this computer and will be sent when Paraphe runs again.</numerusform>
    <numerusform>%n sign-offs still wait to be sent. They are safe on this computer and will be sent when Paraphe runs again.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>A new session for %n sign-off(s)</source>
   <translation>
    <numerusform>A new session for %n sign-off</numerusform>
    <numerusform>A new session for %n sign-offs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This session already has %n sign-off(s). Usually each intervention has its own.</source>
   <translation>
    <numerusform>This session already has %n sign-off. Usually each intervention has its own.</numerusform>
    <numerusform>This session already has %n sign-offs. Usually each intervention has its own.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Errands</name>
  <message numerus="yes">
   <source>%n earlier sign-off(s) of this session wait for a new code.</source>
   <translation>
    <numerusform>%n earlier sign-off of this session waits for a new code.</numerusform>
    <numerusform>%n earlier sign-offs of this session wait for a new code.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Form</name>
  <message numerus="yes">
   <source>%n character(s) too many. Please shorten the text.</source>
   <translation>
    <numerusform>%n character too many. Please shorten the text.</numerusform>
    <numerusform>%n characters too many. Please shorten the text.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Kiosk</name>
  <message numerus="yes">
   <source>%n sign-off(s) on this machine</source>
   <translation>
    <numerusform>%n sign-off on this machine</numerusform>
    <numerusform>%n sign-offs on this machine</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OutboxActions</name>
  <message numerus="yes">
   <source>%n will be sent under the new session.</source>
   <translation>
    <numerusform>%n will be sent under the new session.</numerusform>
    <numerusform>%n will be sent under the new session.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n will be tried again.</source>
   <translation>
    <numerusform>%n will be tried again.</numerusform>
    <numerusform>%n will be tried again.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OutboxDetail</name>
  <message numerus="yes">
   <source>%n chosen</source>
   <translation>
    <numerusform>%n chosen</numerusform>
    <numerusform>%n chosen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PinPage</name>
  <message numerus="yes">
   <source>%n digit(s) entered</source>
   <translation>
    <numerusform>%n digit entered</numerusform>
    <numerusform>%n digits entered</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Session</name>
  <message numerus="yes">
   <source>Already used for %n sign-off(s)</source>
   <translation>
    <numerusform>Already used for %n sign-off</numerusform>
    <numerusform>Already used for %n sign-offs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Ends in %n minute(s)</source>
   <translation>
    <numerusform>Ends in %n minute</numerusform>
    <numerusform>Ends in %n minutes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Sync</name>
  <message numerus="yes">
   <source>%n sign-off(s) need attention</source>
   <translation>
    <numerusform>%n sign-off needs attention</numerusform>
    <numerusform>%n sign-offs need attention</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sign-off(s) waiting</source>
   <translation>
    <numerusform>%n sign-off waiting</numerusform>
    <numerusform>%n sign-offs waiting</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %n minute(s)</source>
   <translation>
    <numerusform>about %n minute</numerusform>
    <numerusform>about %n minutes</numerusform>
   </translation>
  </message>
 </context>
</TS>
