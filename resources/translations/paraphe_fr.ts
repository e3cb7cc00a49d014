<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
 <context>
  <name>AccountCard</name>
  <message>
   <source>Account token</source>
   <translation>Jeton du compte</translation>
  </message>
  <message>
   <source>Kept in this computer's credential store.</source>
   <translation>Conservé dans le coffre d’identifiants de cet ordinateur.</translation>
  </message>
  <message>
   <source>One is kept for this service, until {0}.</source>
   <translation>Un jeton est conservé pour ce service, jusqu’au {0}.</translation>
  </message>
  <message>
   <source>One is kept for this service.</source>
   <translation>Un jeton est conservé pour ce service.</translation>
  </message>
  <message>
   <source>Paste a new token here</source>
   <translation>Collez un nouveau jeton ici</translation>
  </message>
  <message>
   <source>Paste the token that your service gave for this computer.</source>
   <translation>Collez le jeton que votre service a donné pour cet ordinateur.</translation>
  </message>
  <message>
   <source>Set the service's URL first: a token belongs to one service.</source>
   <translation>Indiquez d’abord l’URL du service : un jeton appartient à un seul service.</translation>
  </message>
  <message>
   <source>Store</source>
   <translation>Conserver</translation>
  </message>
  <message>
   <source>There is none for this service yet. Nothing can be sent without it.</source>
   <translation>Il n’y en a pas encore pour ce service. Rien ne peut partir sans lui.</translation>
  </message>
 </context>
 <context>
  <name>Ask</name>
  <message numerus="yes">
   <source>%n sign-off(s) still wait to be sent. They are safe on this computer and will be sent when Paraphe runs again.</source>
   <translation>
    <numerusform>%n signature attend encore d’être envoyée. Elle est en sécurité sur cet ordinateur et partira quand Paraphe sera rouvert.</numerusform>
    <numerusform>%n signatures attendent encore d’être envoyées. Elles sont en sécurité sur cet ordinateur et partiront quand Paraphe sera rouvert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>A new session for %n sign-off(s)</source>
   <translation>
    <numerusform>Une nouvelle session pour %n signature</numerusform>
    <numerusform>Une nouvelle session pour %n signatures</numerusform>
   </translation>
  </message>
  <message>
   <source>A new sign-off takes its place, with the same names and signature. The change is recorded.</source>
   <translation>Une nouvelle signature prend sa place, avec les mêmes noms et le même tracé. Le changement est noté.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>Choisir un dossier</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>Close Paraphe?</source>
   <translation>Fermer Paraphe ?</translation>
  </message>
  <message>
   <source>Correct {0}</source>
   <translation>Corriger {0}</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Supprimer</translation>
  </message>
  <message>
   <source>Discard {0} for good?</source>
   <translation>Supprimer {0} définitivement ?</translation>
  </message>
  <message>
   <source>Enter another session</source>
   <translation>Saisir une autre session</translation>
  </message>
  <message>
   <source>Export to</source>
   <translation>Exporter vers</translation>
  </message>
  <message>
   <source>Export what was signed?</source>
   <translation>Exporter ce qui a été signé ?</translation>
  </message>
  <message>
   <source>Go on sending in the background</source>
   <translation>Continuer l’envoi en arrière-plan</translation>
  </message>
  <message>
   <source>It will not be sent, and the signature is erased from this computer. This cannot be undone.</source>
   <translation>Elle ne sera pas envoyée, et le tracé sera effacé de cet ordinateur. C’est définitif.</translation>
  </message>
  <message>
   <source>Save and send again</source>
   <translation>Enregistrer et renvoyer</translation>
  </message>
  <message>
   <source>Send with this session</source>
   <translation>Envoyer avec cette session</translation>
  </message>
  <message>
   <source>Sign off again</source>
   <translation>Signer à nouveau</translation>
  </message>
  <message>
   <source>Sign off again under this session?</source>
   <translation>Signer à nouveau sous cette session ?</translation>
  </message>
  <message>
   <source>Stay here</source>
   <translation>Rester ici</translation>
  </message>
  <message>
   <source>The files hold names, comments and the signature, readable by anyone who can open the folder. The sign-off also stays here.</source>
   <translation>Les fichiers contiennent noms, commentaires et signature, lisibles par quiconque peut ouvrir le dossier. La signature reste aussi ici.</translation>
  </message>
  <message>
   <source>They are sent under this session from now on. What was signed stays.</source>
   <translation>L’envoi se fera désormais sous cette session. Ce qui a été signé ne change pas.</translation>
  </message>
  <message numerus="yes">
   <source>This session already has %n sign-off(s). Usually each intervention has its own.</source>
   <translation>
    <numerusform>Cette session a déjà %n signature. D’habitude, chaque intervention a la sienne.</numerusform>
    <numerusform>Cette session a déjà %n signatures. D’habitude, chaque intervention a la sienne.</numerusform>
   </translation>
  </message>
  <message>
   <source>Type the reference {0} to confirm</source>
   <translation>Tapez la référence {0} pour confirmer</translation>
  </message>
  <message>
   <source>What you have entered here is not signed and will be lost.</source>
   <translation>Ce que vous avez saisi ici n’est pas signé et sera perdu.</translation>
  </message>
 </context>
 <context>
  <name>Assistant</name>
  <message>
   <source>Account token</source>
   <translation>Jeton du compte</translation>
  </message>
  <message>
   <source>Asking the service…</source>
   <translation>Le service est interrogé…</translation>
  </message>
  <message>
   <source>Close; it is saved</source>
   <translation>Fermer ; c’est enregistré</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Langue</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Plus tard</translation>
  </message>
  <message>
   <source>Please enter the service's URL, or do this later.</source>
   <translation>Indiquez l’URL du service, ou faites-le plus tard.</translation>
  </message>
  <message>
   <source>Service URL</source>
   <translation>URL du service</translation>
  </message>
  <message>
   <source>Test and save</source>
   <translation>Tester et enregistrer</translation>
  </message>
  <message>
   <source>Three things connect this computer to your service. Your IT department has them; everything can be changed later in the settings.</source>
   <translation>Trois choses relient cet ordinateur à votre service. Votre service informatique les connaît ; tout se change plus tard dans les réglages.</translation>
  </message>
  <message>
   <source>Welcome to Paraphe</source>
   <translation>Bienvenue dans Paraphe</translation>
  </message>
 </context>
 <context>
  <name>AttractPage</name>
  <message>
   <source>Begin</source>
   <translation>Commencer</translation>
  </message>
  <message>
   <source>Out of order</source>
   <translation>Hors service</translation>
  </message>
  <message>
   <source>Please tell the attendant. {0}</source>
   <translation>Prévenez la personne à l’accueil. {0}</translation>
  </message>
  <message>
   <source>Sign it off here. It takes a minute.</source>
   <translation>Validez-le ici. Cela prend une minute.</translation>
  </message>
  <message>
   <source>Work finished?</source>
   <translation>Travail terminé ?</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Close this message</source>
   <translation>Fermer ce message</translation>
  </message>
 </context>
 <context>
  <name>BottomBar</name>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Entrée</translation>
  </message>
  <message>
   <source>Print or save a receipt</source>
   <translation>Imprimer ou enregistrer un reçu</translation>
  </message>
  <message>
   <source>Receipt</source>
   <translation>Reçu</translation>
  </message>
  <message>
   <source>Sign off</source>
   <translation>Valider</translation>
  </message>
 </context>
 <context>
  <name>Check</name>
  <message>
   <source>It is saved, but the connection is not trusted. Please tell your IT department.</source>
   <translation>C’est enregistré, mais la connexion n’est pas fiable. Prévenez votre service informatique.</translation>
  </message>
  <message>
   <source>It is saved, but the service does not answer now. Sign-offs are kept until it does.</source>
   <translation>C’est enregistré, mais le service ne répond pas pour l’instant. Les signatures sont gardées jusque-là.</translation>
  </message>
  <message>
   <source>It is saved, but there is no server of that name. Please check the URL and the network.</source>
   <translation>C’est enregistré, mais aucun serveur ne porte ce nom. Vérifiez l’URL et le réseau.</translation>
  </message>
 </context>
 <context>
  <name>Errands</name>
  <message numerus="yes">
   <source>%n earlier sign-off(s) of this session wait for a new code.</source>
   <translation>
    <numerusform>%n signature antérieure de cette session attend un nouveau code.</numerusform>
    <numerusform>%n signatures antérieures de cette session attendent un nouveau code.</numerusform>
   </translation>
  </message>
  <message>
   <source>A link brought another session. Finish or clear this sign-off, then open it again.</source>
   <translation>Un lien apporte une autre session. Terminez ou effacez cette signature, puis rouvrez-le.</translation>
  </message>
  <message>
   <source>A picture of the signature</source>
   <translation>Une image de la signature</translation>
  </message>
  <message>
   <source>Enter session and names first; then hand the screen over to sign.</source>
   <translation>Saisissez d’abord la session et les noms, puis passez l’écran pour signer.</translation>
  </message>
  <message>
   <source>Ignore it</source>
   <translation>L’ignorer</translation>
  </message>
  <message>
   <source>It says that it is for: {0}</source>
   <translation>Elle dit être pour : {0}</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Enregistrer le rapport</translation>
  </message>
  <message>
   <source>Send them with it</source>
   <translation>Les envoyer avec celui-ci</translation>
  </message>
  <message>
   <source>The report is in {0}. It holds no names and no tokens.</source>
   <translation>Le rapport est dans {0}. Il ne contient ni noms ni jetons.</translation>
  </message>
  <message>
   <source>Use it</source>
   <translation>L’utiliser</translation>
  </message>
  <message>
   <source>Use the session of this link?</source>
   <translation>Utiliser la session de ce lien ?</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>inconnu</translation>
  </message>
 </context>
 <context>
  <name>Errors</name>
  <message>
   <source>Paraphe made a mistake. What you entered is still here, and saved sign-offs are safe.</source>
   <translation>Paraphe a fait une erreur. Votre saisie est toujours là, et les signatures enregistrées sont en sécurité.</translation>
  </message>
 </context>
 <context>
  <name>Fact</name>
  <message>
   <source>Copy</source>
   <translation>Copier</translation>
  </message>
 </context>
 <context>
  <name>Field</name>
  <message>
   <source>optional</source>
   <translation>facultatif</translation>
  </message>
 </context>
 <context>
  <name>Form</name>
  <message numerus="yes">
   <source>%n character(s) too many. Please shorten the text.</source>
   <translation>
    <numerusform>%n caractère de trop. Raccourcissez le texte.</numerusform>
    <numerusform>%n caractères de trop. Raccourcissez le texte.</numerusform>
   </translation>
  </message>
  <message>
   <source>Anything else</source>
   <translation>Autre remarque</translation>
  </message>
  <message>
   <source>Comment on the work itself. Optional.</source>
   <translation>Commentaire sur le travail lui-même. Facultatif.</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-mail</translation>
  </message>
  <message>
   <source>E-mail address of the person who did the work. Optional.</source>
   <translation>Adresse e-mail de la personne qui a fait le travail. Facultatif.</translation>
  </message>
  <message>
   <source>First name</source>
   <translation>Prénom</translation>
  </message>
  <message>
   <source>First name of the person who did the work. Required.</source>
   <translation>Prénom de la personne qui a fait le travail. Obligatoire.</translation>
  </message>
  <message>
   <source>General comment. Optional.</source>
   <translation>Commentaire général. Facultatif.</translation>
  </message>
  <message>
   <source>Last name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <source>Last name of the person who did the work. Required.</source>
   <translation>Nom de la personne qui a fait le travail. Obligatoire.</translation>
  </message>
  <message>
   <source>Please complete the address, as in name@example.org.</source>
   <translation>Complétez l’adresse, comme nom@example.org.</translation>
  </message>
  <message>
   <source>Please enter the first name.</source>
   <translation>Indiquez le prénom.</translation>
  </message>
  <message>
   <source>Please enter the last name.</source>
   <translation>Indiquez le nom.</translation>
  </message>
  <message>
   <source>Please enter your first name.</source>
   <translation>Indiquez votre prénom.</translation>
  </message>
  <message>
   <source>Please enter your last name.</source>
   <translation>Indiquez votre nom.</translation>
  </message>
  <message>
   <source>There is an invisible control character in the text. Please type it again.</source>
   <translation>Il y a un caractère de contrôle invisible dans le texte. Tapez-le à nouveau.</translation>
  </message>
  <message>
   <source>There is half a character in the text. Please type it again.</source>
   <translation>Il y a la moitié d’un caractère dans le texte. Tapez-le à nouveau.</translation>
  </message>
  <message>
   <source>What was done</source>
   <translation>Travail effectué</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} sur {1}</translation>
  </message>
 </context>
 <context>
  <name>HandOver</name>
  <message>
   <source>Hand back</source>
   <translation>Rendre l’écran</translation>
  </message>
  <message>
   <source>Hand back without signing</source>
   <translation>Rendre sans signer</translation>
  </message>
  <message>
   <source>Please check and sign</source>
   <translation>Vérifiez et signez</translation>
  </message>
  <message>
   <source>Please hand the screen back.</source>
   <translation>Vous pouvez rendre l’écran.</translation>
  </message>
  <message>
   <source>Sign off</source>
   <translation>Valider</translation>
  </message>
  <message>
   <source>Thank you. Your signature is saved.</source>
   <translation>Merci. Votre signature est enregistrée.</translation>
  </message>
 </context>
 <context>
  <name>Header</name>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>Give the screen to the person who signs</source>
   <translation>Donner l’écran à la personne qui signe</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>Passer la main</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Aide</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Suivant</translation>
  </message>
  <message>
   <source>Outbox</source>
   <translation>Boîte d’envoi</translation>
  </message>
  <message>
   <source>Please sign</source>
   <translation>À vous de signer</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>Enregistrement…</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
  <message>
   <source>Sign off</source>
   <translation>Valider</translation>
  </message>
  <message>
   <source>What did you do?</source>
   <translation>Qu’avez-vous fait ?</translation>
  </message>
  <message>
   <source>Which session is it?</source>
   <translation>De quelle session s’agit-il ?</translation>
  </message>
  <message>
   <source>Who are you?</source>
   <translation>Qui êtes-vous ?</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} sur {1}</translation>
  </message>
 </context>
 <context>
  <name>HelpPage</name>
  <message>
   <source>"Saved" means: it is on this computer's disk, encrypted, and will be sent by itself.</source>
   <translation>« Enregistré » veut dire : c’est sur le disque de cet ordinateur, chiffré, et partira tout seul.</translation>
  </message>
  <message>
   <source>Enter the provider's name and what was done, then let them sign with pen, finger or mouse.</source>
   <translation>Saisissez le nom du prestataire et le travail effectué, puis faites signer au stylet, au doigt ou à la souris.</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Aide</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Raccourcis clavier</translation>
  </message>
  <message>
   <source>Next field</source>
   <translation>Champ suivant</translation>
  </message>
  <message>
   <source>On the sheet: begin again</source>
   <translation>Sur la feuille : recommencer</translation>
  </message>
  <message>
   <source>On the sheet: take back a stroke</source>
   <translation>Sur la feuille : annuler un trait</translation>
  </message>
  <message>
   <source>Open the data folder</source>
   <translation>Ouvrir le dossier des données</translation>
  </message>
  <message>
   <source>Outbox</source>
   <translation>Boîte d’envoi</translation>
  </message>
  <message>
   <source>Paraphe {0}</source>
   <translation>Paraphe {0}</translation>
  </message>
  <message>
   <source>Save a report for your IT department</source>
   <translation>Enregistrer un rapport pour l’informatique</translation>
  </message>
  <message>
   <source>Scan the session's code, wherever the cursor is, or paste it.</source>
   <translation>Scannez le code de la session, où que soit le curseur, ou collez-le.</translation>
  </message>
  <message>
   <source>Set up this computer</source>
   <translation>Configurer cet ordinateur</translation>
  </message>
  <message>
   <source>Sign off</source>
   <translation>Valider</translation>
  </message>
  <message>
   <source>Signing off</source>
   <translation>Signer</translation>
  </message>
  <message>
   <source>This page</source>
   <translation>Cette page</translation>
  </message>
  <message>
   <source>What needs a decision stands in the outbox, with what happened and what can be done.</source>
   <translation>Ce qui demande une décision est dans la boîte d’envoi, avec ce qui s’est passé et ce qu’on peut faire.</translation>
  </message>
  <message>
   <source>When something waits</source>
   <translation>Quand quelque chose attend</translation>
  </message>
  <message>
   <source>Without a connection sign-offs wait and leave by themselves as soon as there is one.</source>
   <translation>Sans connexion, les signatures attendent et partent d’elles-mêmes dès qu’il y en a une.</translation>
  </message>
 </context>
 <context>
  <name>InkPad</name>
  <message>
   <source>Redone: {state}</source>
   <translation>Rétabli : {state}</translation>
  </message>
  <message>
   <source>Signature</source>
   <translation>Signature</translation>
  </message>
  <message>
   <source>Signature cleared</source>
   <translation>Signature effacée</translation>
  </message>
  <message>
   <source>Undone: {state}</source>
   <translation>Annulé : {state}</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>vide</translation>
  </message>
  <message>
   <source>signed, 1 stroke</source>
   <translation>signé, 1 trait</translation>
  </message>
  <message>
   <source>signed, a picture</source>
   <translation>signé, une image</translation>
  </message>
  <message>
   <source>signed, {count} strokes</source>
   <translation>signé, {count} traits</translation>
  </message>
 </context>
 <context>
  <name>Keyboard</name>
  <message>
   <source>AZERTY or QWERTY</source>
   <translation>AZERTY ou QWERTY</translation>
  </message>
  <message>
   <source>Backspace</source>
   <translation>Retour arrière</translation>
  </message>
  <message>
   <source>Digits and signs</source>
   <translation>Chiffres et signes</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Entrée</translation>
  </message>
  <message>
   <source>Hide the keyboard</source>
   <translation>Masquer le clavier</translation>
  </message>
  <message>
   <source>Letters</source>
   <translation>Lettres</translation>
  </message>
  <message>
   <source>Shift</source>
   <translation>Majuscule</translation>
  </message>
  <message>
   <source>Space</source>
   <translation>Espace</translation>
  </message>
 </context>
 <context>
  <name>Kiosk</name>
  <message numerus="yes">
   <source>%n sign-off(s) on this machine</source>
   <translation>
    <numerusform>%n signature sur cette borne</numerusform>
    <numerusform>%n signatures sur cette borne</numerusform>
   </translation>
  </message>
  <message>
   <source>Are you still there?</source>
   <translation>Êtes-vous toujours là ?</translation>
  </message>
  <message>
   <source>No, another session</source>
   <translation>Non, une autre session</translation>
  </message>
  <message>
   <source>Otherwise everything typed and drawn here will be wiped.</source>
   <translation>Sinon, tout ce qui a été saisi et dessiné ici sera effacé.</translation>
  </message>
  <message>
   <source>Sign once more?</source>
   <translation>Signer encore une fois ?</translation>
  </message>
  <message>
   <source>This session has been signed off already.</source>
   <translation>Cette session a déjà été signée.</translation>
  </message>
  <message>
   <source>Yes, go on</source>
   <translation>Oui, continuer</translation>
  </message>
  <message>
   <source>Yes, once more</source>
   <translation>Oui, encore une fois</translation>
  </message>
  <message>
   <source>{0} d</source>
   <translation>{0} j</translation>
  </message>
  <message>
   <source>{0} h</source>
   <translation>{0} h</translation>
  </message>
  <message>
   <source>{0} min</source>
   <translation>{0} min</translation>
  </message>
  <message>
   <source>{0}, the oldest for {1}</source>
   <translation>{0}, la plus ancienne depuis {1}</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Paraphe ended unexpectedly last time. Saved sign-offs are safe.</source>
   <translation>Paraphe s’est arrêté de façon inattendue la dernière fois. Les signatures enregistrées sont en sécurité.</translation>
  </message>
  <message>
   <source>Save a report</source>
   <translation>Enregistrer un rapport</translation>
  </message>
  <message>
   <source>The outbox is not open</source>
   <translation>La boîte d’envoi n’est pas ouverte</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Réessayer</translation>
  </message>
 </context>
 <context>
  <name>Missing</name>
  <message>
   <source>Please correct: {0}</source>
   <translation>À corriger : {0}</translation>
  </message>
  <message>
   <source>Still needed: {0}</source>
   <translation>Il manque encore : {0}</translation>
  </message>
  <message>
   <source>session</source>
   <translation>session</translation>
  </message>
  <message>
   <source>signature</source>
   <translation>signature</translation>
  </message>
 </context>
 <context>
  <name>Outbox</name>
  <message>
   <source>Ask the service whether it is there. If not, try again; if it is, discard it here.</source>
   <translation>Demandez au service s’il l’a reçue. Sinon, réessayez ; si oui, supprimez-la ici.</translation>
  </message>
  <message>
   <source>Being sent</source>
   <translation>En cours d’envoi</translation>
  </message>
  <message>
   <source>Bound to the service it goes to</source>
   <translation>Liée au service de destination</translation>
  </message>
  <message>
   <source>Carried over from a damaged file</source>
   <translation>Reprise d’un fichier endommagé</translation>
  </message>
  <message>
   <source>Carried over from an earlier file</source>
   <translation>Reprise d’un fichier antérieur</translation>
  </message>
  <message>
   <source>Correct e-mail or comments, or try again later.</source>
   <translation>Corrigez l’e-mail ou les commentaires, ou réessayez plus tard.</translation>
  </message>
  <message>
   <source>Delivered</source>
   <translation>Livrée</translation>
  </message>
  <message>
   <source>Enter a new session for it; it then leaves by itself.</source>
   <translation>Saisissez une nouvelle session ; elle partira alors d’elle-même.</translation>
  </message>
  <message>
   <source>It is not clear whether the service took it</source>
   <translation>On ne sait pas si le service l’a prise en compte</translation>
  </message>
  <message>
   <source>Late</source>
   <translation>En retard</translation>
  </message>
  <message>
   <source>Needs a person's decision</source>
   <translation>Demande la décision d’une personne</translation>
  </message>
  <message>
   <source>Needs attention</source>
   <translation>À décider</translation>
  </message>
  <message>
   <source>No connection; nothing left this computer</source>
   <translation>Pas de connexion ; rien n’a quitté cet ordinateur</translation>
  </message>
  <message>
   <source>Sending begins</source>
   <translation>L’envoi commence</translation>
  </message>
  <message>
   <source>Sending was paused</source>
   <translation>L’envoi était suspendu</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>Envoyée</translation>
  </message>
  <message>
   <source>Sent again, since no answer came the first time.</source>
   <translation>Envoyée à nouveau, car aucune réponse n’était venue.</translation>
  </message>
  <message>
   <source>Signed and saved on this computer</source>
   <translation>Signée et enregistrée sur cet ordinateur</translation>
  </message>
  <message>
   <source>Somebody asked to try again</source>
   <translation>Quelqu’un a demandé un nouvel essai</translation>
  </message>
  <message>
   <source>Somebody corrected it</source>
   <translation>Quelqu’un l’a corrigée</translation>
  </message>
  <message>
   <source>Somebody discarded it</source>
   <translation>Quelqu’un l’a supprimée</translation>
  </message>
  <message>
   <source>Somebody exported it</source>
   <translation>Quelqu’un l’a exportée</translation>
  </message>
  <message>
   <source>Somebody gave it a new session</source>
   <translation>Quelqu’un lui a donné une nouvelle session</translation>
  </message>
  <message>
   <source>Takes the place of one that may have arrived</source>
   <translation>Remplace une signature qui est peut-être arrivée</translation>
  </message>
  <message>
   <source>The service could not take it yet</source>
   <translation>Le service n’a pas encore pu la prendre</translation>
  </message>
  <message>
   <source>The service did not say where the signature goes</source>
   <translation>Le service n’a pas dit où déposer le tracé</translation>
  </message>
  <message>
   <source>The service took it; the signature follows</source>
   <translation>Le service l’a prise ; le tracé suit</translation>
  </message>
  <message>
   <source>The signature is uploaded once more</source>
   <translation>Le tracé est déposé une nouvelle fois</translation>
  </message>
  <message>
   <source>The upload address expired; a new one is asked for</source>
   <translation>L’adresse de dépôt a expiré ; une nouvelle est demandée</translation>
  </message>
  <message>
   <source>Try again. If it comes back, export it and tell your IT department.</source>
   <translation>Réessayez. Si cela revient, exportez-la et prévenez votre service informatique.</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>En attente</translation>
  </message>
 </context>
 <context>
  <name>OutboxActions</name>
  <message numerus="yes">
   <source>%n will be sent under the new session.</source>
   <translation>
    <numerusform>%n signature partira sous la nouvelle session.</numerusform>
    <numerusform>%n signatures partiront sous la nouvelle session.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n will be tried again.</source>
   <translation>
    <numerusform>%n nouvel essai va être fait.</numerusform>
    <numerusform>%n nouveaux essais vont être faits.</numerusform>
   </translation>
  </message>
  <message>
   <source>Discarded.</source>
   <translation>Supprimée.</translation>
  </message>
  <message>
   <source>Exported to {0}</source>
   <translation>Exportée vers {0}</translation>
  </message>
  <message>
   <source>The correction is saved.</source>
   <translation>La correction est enregistrée.</translation>
  </message>
 </context>
 <context>
  <name>OutboxDetail</name>
  <message numerus="yes">
   <source>%n chosen</source>
   <translation>
    <numerusform>%n sélectionnée</numerusform>
    <numerusform>%n sélectionnées</numerusform>
   </translation>
  </message>
  <message>
   <source>Attempts</source>
   <translation>Essais</translation>
  </message>
  <message>
   <source>By</source>
   <translation>Par</translation>
  </message>
  <message>
   <source>Choose a sign-off to see where it stands and what can be done.</source>
   <translation>Choisissez une signature pour voir où elle en est et ce qu’on peut faire.</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>Autre remarque</translation>
  </message>
  <message>
   <source>Correct</source>
   <translation>Corriger</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Supprimer</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Travail</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-mail</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exporter</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Historique</translation>
  </message>
  <message>
   <source>In place of</source>
   <translation>À la place de</translation>
  </message>
  <message>
   <source>New session</source>
   <translation>Nouvelle session</translation>
  </message>
  <message>
   <source>Next attempt</source>
   <translation>Prochain essai</translation>
  </message>
  <message>
   <source>Possible repeats</source>
   <translation>Répétitions possibles</translation>
  </message>
  <message>
   <source>Signature</source>
   <translation>Signature</translation>
  </message>
  <message>
   <source>Signed</source>
   <translation>Signée</translation>
  </message>
  <message>
   <source>The service says: {0}</source>
   <translation>Le service dit : {0}</translation>
  </message>
  <message>
   <source>Try again now</source>
   <translation>Réessayer</translation>
  </message>
 </context>
 <context>
  <name>OutboxFilters</name>
  <message>
   <source>Age</source>
   <translation>Ancienneté</translation>
  </message>
  <message>
   <source>All states</source>
   <translation>Tous les états</translation>
  </message>
  <message>
   <source>Any reason</source>
   <translation>Toutes les raisons</translation>
  </message>
  <message>
   <source>Any time</source>
   <translation>Toutes les dates</translation>
  </message>
  <message>
   <source>Clear the search</source>
   <translation>Effacer la recherche</translation>
  </message>
  <message>
   <source>Needs attention</source>
   <translation>À décider</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Raison</translation>
  </message>
  <message>
   <source>Reference or name</source>
   <translation>Référence ou nom</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Recherche</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>Envoyée</translation>
  </message>
  <message>
   <source>Signed today</source>
   <translation>Signée aujourd’hui</translation>
  </message>
  <message>
   <source>State</source>
   <translation>État</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>En attente</translation>
  </message>
  <message>
   <source>Waiting too long</source>
   <translation>Attend trop longtemps</translation>
  </message>
 </context>
 <context>
  <name>OutboxModel</name>
  <message>
   <source>Name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Signed</source>
   <translation>Signée</translation>
  </message>
  <message>
   <source>State</source>
   <translation>État</translation>
  </message>
  <message>
   <source>What happened</source>
   <translation>Ce qui s’est passé</translation>
  </message>
 </context>
 <context>
  <name>OutboxPage</name>
  <message>
   <source>Looking…</source>
   <translation>Recherche…</translation>
  </message>
  <message>
   <source>Nothing here yet</source>
   <translation>Rien ici pour l’instant</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>Aucun résultat</translation>
  </message>
  <message>
   <source>Outbox</source>
   <translation>Boîte d’envoi</translation>
  </message>
  <message>
   <source>Sign-offs on this computer</source>
   <translation>Signatures sur cet ordinateur</translation>
  </message>
  <message>
   <source>Try fewer filters or another word.</source>
   <translation>Essayez avec moins de filtres ou un autre mot.</translation>
  </message>
  <message>
   <source>What is signed on this computer appears here until it is delivered, with where it stands.</source>
   <translation>Ce qui est signé sur cet ordinateur apparaît ici jusqu’à la livraison, avec son état.</translation>
  </message>
 </context>
 <context>
  <name>PadCard</name>
  <message>
   <source>Begin again (Delete)</source>
   <translation>Recommencer (Suppr)</translation>
  </message>
  <message>
   <source>Bring it back (Ctrl+Shift+Z)</source>
   <translation>Rétablir le trait annulé (Ctrl+Maj+Z)</translation>
  </message>
  <message>
   <source>Clear all</source>
   <translation>Tout effacer</translation>
  </message>
  <message>
   <source>For people who cannot draw: your name in a script font</source>
   <translation>Pour qui ne peut pas dessiner : votre nom en écriture manuscrite</translation>
  </message>
  <message>
   <source>From a picture</source>
   <translation>Depuis une image</translation>
  </message>
  <message>
   <source>Redo stroke</source>
   <translation>Rétablir le trait</translation>
  </message>
  <message>
   <source>Sign here</source>
   <translation>Signez ici</translation>
  </message>
  <message>
   <source>Signature</source>
   <translation>Signature</translation>
  </message>
  <message>
   <source>Take back the last stroke (Ctrl+Z)</source>
   <translation>Annuler le dernier trait (Ctrl+Z)</translation>
  </message>
  <message>
   <source>Take the signature from a picture file</source>
   <translation>Prendre la signature dans un fichier image</translation>
  </message>
  <message>
   <source>Undo stroke</source>
   <translation>Annuler le trait</translation>
  </message>
  <message>
   <source>What is entered here and your signature go only to the service that manages this job.</source>
   <translation>Ce qui est saisi ici et votre signature ne vont qu’au service qui gère cette intervention.</translation>
  </message>
  <message>
   <source>Write my name</source>
   <translation>Écrire mon nom</translation>
  </message>
 </context>
 <context>
  <name>PinPage</name>
  <message numerus="yes">
   <source>%n digit(s) entered</source>
   <translation>
    <numerusform>%n chiffre saisi</numerusform>
    <numerusform>%n chiffres saisis</numerusform>
   </translation>
  </message>
  <message>
   <source>Backspace</source>
   <translation>Retour arrière</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>Code</translation>
  </message>
 </context>
 <context>
  <name>Receipt</name>
  <message>
   <source>It shows what was signed, with the signature.</source>
   <translation>Il montre ce qui a été signé, avec la signature.</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Numéro</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Imprimer</translation>
  </message>
  <message>
   <source>Receipt for {0}</source>
   <translation>Reçu pour {0}</translation>
  </message>
  <message>
   <source>Reference</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Enregistrer en PDF</translation>
  </message>
  <message>
   <source>Sign-off</source>
   <translation>Signature</translation>
  </message>
  <message>
   <source>Signed</source>
   <translation>Signée</translation>
  </message>
 </context>
 <context>
  <name>Session</name>
  <message numerus="yes">
   <source>Already used for %n sign-off(s)</source>
   <translation>
    <numerusform>Déjà utilisée pour %n signature</numerusform>
    <numerusform>Déjà utilisée pour %n signatures</numerusform>
   </translation>
  </message>
  <message>
   <source>Code read</source>
   <translation>Code lu</translation>
  </message>
  <message numerus="yes">
   <source>Ends in %n minute(s)</source>
   <translation>
    <numerusform>Se termine dans %n minute</numerusform>
    <numerusform>Se termine dans %n minutes</numerusform>
   </translation>
  </message>
  <message>
   <source>Expired {0}. It can still be tried.</source>
   <translation>Expirée ({0}). On peut quand même essayer.</translation>
  </message>
  <message>
   <source>No end stated</source>
   <translation>Fin non précisée</translation>
  </message>
  <message>
   <source>No session yet</source>
   <translation>Pas encore de session</translation>
  </message>
  <message>
   <source>Session ending in {0}</source>
   <translation>Session finissant par {0}</translation>
  </message>
  <message>
   <source>Session of {0}</source>
   <translation>Session de {0}</translation>
  </message>
  <message>
   <source>Session {0} of {1}</source>
   <translation>Session {0} de {1}</translation>
  </message>
  <message>
   <source>There is no code yet. Please scan or paste it.</source>
   <translation>Il n’y a pas encore de code. Scannez-le ou collez-le.</translation>
  </message>
  <message>
   <source>This code has a line break in the middle. Please copy it in one piece.</source>
   <translation>Ce code contient un saut de ligne. Copiez-le en un seul morceau.</translation>
  </message>
  <message>
   <source>This does not look like a session's code: it holds spaces or letters that no code has.</source>
   <translation>Cela ne ressemble pas au code d’une session : il contient des espaces ou des lettres qu’aucun code n’a.</translation>
  </message>
  <message>
   <source>This is too long for a session's code.</source>
   <translation>C’est trop long pour le code d’une session.</translation>
  </message>
  <message>
   <source>Until {0}</source>
   <translation>Fin : {0}</translation>
  </message>
 </context>
 <context>
  <name>SessionChip</name>
  <message>
   <source>Change</source>
   <translation>Changer</translation>
  </message>
  <message>
   <source>Change the session</source>
   <translation>Changer de session</translation>
  </message>
 </context>
 <context>
  <name>SessionEntry</name>
  <message>
   <source>Keep</source>
   <translation>Garder</translation>
  </message>
  <message>
   <source>Keep the present session</source>
   <translation>Garder la session actuelle</translation>
  </message>
  <message>
   <source>Scan the code, or paste it here</source>
   <translation>Scannez le code, ou collez-le ici</translation>
  </message>
  <message>
   <source>Scan the code, or type it here</source>
   <translation>Scannez le code, ou tapez-le ici</translation>
  </message>
  <message>
   <source>Scan the session's code, or paste it and press Enter.</source>
   <translation>Scannez le code de la session, ou collez-le et appuyez sur Entrée.</translation>
  </message>
  <message>
   <source>Scan the session's code, or type it and press Enter.</source>
   <translation>Scannez le code de la session, ou tapez-le puis appuyez sur Entrée.</translation>
  </message>
  <message>
   <source>Session</source>
   <translation>Session</translation>
  </message>
 </context>
 <context>
  <name>SessionPage</name>
  <message>
   <source>Each job has its own session. You were given its code with the job; the attendant can help.</source>
   <translation>Chaque intervention a sa session, dont le code vous a été remis. L’accueil peut vous aider.</translation>
  </message>
  <message>
   <source>Hold the code of your session in front of the scanner.</source>
   <translation>Présentez le code de votre session devant le lecteur.</translation>
  </message>
  <message>
   <source>Please scan the code first, or type it.</source>
   <translation>Scannez d’abord le code, ou tapez-le.</translation>
  </message>
 </context>
 <context>
  <name>SettingRow</name>
  <message>
   <source>Managed by your organisation</source>
   <translation>Géré par votre organisation</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Activé</translation>
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Kiosk</source>
   <translation>Borne</translation>
  </message>
  <message>
   <source>Sending</source>
   <translation>Envoi</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Service</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
  <message>
   <source>Signing</source>
   <translation>Signature</translation>
  </message>
 </context>
 <context>
  <name>SignPage</name>
  <message>
   <source>Please sign in full.</source>
   <translation>Signez en entier.</translation>
  </message>
  <message>
   <source>Please sign on the line first.</source>
   <translation>Signez d’abord sur la ligne.</translation>
  </message>
  <message>
   <source>Provider</source>
   <translation>Prestataire</translation>
  </message>
 </context>
 <context>
  <name>Signing</name>
  <message>
   <source>Saved. Reference {0}</source>
   <translation>Enregistré. Référence {0}</translation>
  </message>
 </context>
 <context>
  <name>Staff</name>
  <message>
   <source>At least {0} digits, and no simple row.</source>
   <translation>Au moins {0} chiffres, et pas de suite simple.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>Choose a PIN for the attendant</source>
   <translation>Choisissez un code pour la personne à l’accueil</translation>
  </message>
  <message>
   <source>Leave Paraphe</source>
   <translation>Quitter Paraphe</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Enregistré</translation>
  </message>
  <message>
   <source>Saved. It holds from the next start.</source>
   <translation>Enregistré. Valable à partir du prochain démarrage.</translation>
  </message>
  <message>
   <source>The attendant's PIN</source>
   <translation>Code de la personne à l’accueil</translation>
  </message>
  <message>
   <source>The same PIN once more</source>
   <translation>Le même code encore une fois</translation>
  </message>
  <message>
   <source>The two were not the same. Please begin again.</source>
   <translation>Les deux n’étaient pas identiques. Recommencez.</translation>
  </message>
  <message>
   <source>This is not the PIN.</source>
   <translation>Ce n’est pas le bon code.</translation>
  </message>
  <message>
   <source>This one is too easy to guess.</source>
   <translation>Ce code est trop facile à deviner.</translation>
  </message>
  <message>
   <source>Too many wrong PINs. Please wait: {0}</source>
   <translation>Trop de codes erronés. Attendez : {0}</translation>
  </message>
  <message>
   <source>Trying now.</source>
   <translation>Nouvel essai en cours.</translation>
  </message>
 </context>
 <context>
  <name>StaffPage</name>
  <message>
   <source>As the system</source>
   <translation>Comme le système</translation>
  </message>
  <message>
   <source>Back to the kiosk</source>
   <translation>Retour à la borne</translation>
  </message>
  <message>
   <source>Change the PIN</source>
   <translation>Changer le code</translation>
  </message>
  <message>
   <source>For the attendant</source>
   <translation>Pour la personne à l’accueil</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Langue</translation>
  </message>
  <message>
   <source>Leave Paraphe</source>
   <translation>Quitter Paraphe</translation>
  </message>
  <message>
   <source>Managed by your organisation</source>
   <translation>Géré par votre organisation</translation>
  </message>
  <message>
   <source>Managed by your organisation: {0}</source>
   <translation>Géré par votre organisation : {0}</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Aucun</translation>
  </message>
  <message>
   <source>Ours</source>
   <translation>Le nôtre</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Screen</source>
   <translation>Écran</translation>
  </message>
  <message>
   <source>Send now</source>
   <translation>Envoyer maintenant</translation>
  </message>
  <message>
   <source>The main one</source>
   <translation>L’écran principal</translation>
  </message>
  <message>
   <source>The system's</source>
   <translation>Celui du système</translation>
  </message>
  <message>
   <source>The system's, else ours</source>
   <translation>Celui du système, sinon le nôtre</translation>
  </message>
  <message>
   <source>Touch keyboard</source>
   <translation>Clavier tactile</translation>
  </message>
  <message>
   <source>Wiped after</source>
   <translation>Effacement après</translation>
  </message>
  <message>
   <source>{0} seconds</source>
   <translation>{0} secondes</translation>
  </message>
 </context>
 <context>
  <name>Sync</name>
  <message numerus="yes">
   <source>%n sign-off(s) need attention</source>
   <translation>
    <numerusform>%n signature demande une décision</numerusform>
    <numerusform>%n signatures demandent une décision</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n sign-off(s) waiting</source>
   <translation>
    <numerusform>%n signature en attente</numerusform>
    <numerusform>%n signatures en attente</numerusform>
   </translation>
  </message>
  <message>
   <source>All sent</source>
   <translation>Tout est envoyé</translation>
  </message>
  <message>
   <source>Getting ready…</source>
   <translation>Préparation…</translation>
  </message>
  <message>
   <source>Nothing to send</source>
   <translation>Rien à envoyer</translation>
  </message>
  <message>
   <source>Open the outbox to decide how to go on.</source>
   <translation>Ouvrez la boîte d’envoi pour décider de la suite.</translation>
  </message>
  <message>
   <source>Sending is paused</source>
   <translation>Envoi suspendu</translation>
  </message>
  <message>
   <source>They are being sent.</source>
   <translation>Envoi en cours.</translation>
  </message>
  <message numerus="yes">
   <source>about %n minute(s)</source>
   <translation>
    <numerusform>environ %n minute</numerusform>
    <numerusform>environ %n minutes</numerusform>
   </translation>
  </message>
  <message>
   <source>last at {0}</source>
   <translation>dernier envoi : {0}</translation>
  </message>
  <message>
   <source>less than a minute</source>
   <translation>moins d’une minute</translation>
  </message>
  <message>
   <source>no connection since {0}</source>
   <translation>pas de connexion depuis {0}</translation>
  </message>
  <message>
   <source>the network does not let it through</source>
   <translation>le réseau ne laisse pas passer</translation>
  </message>
  <message>
   <source>this computer is in the way</source>
   <translation>cet ordinateur empêche l’envoi</translation>
  </message>
  <message>
   <source>{0} a second, {1} left</source>
   <translation>{0} par seconde, reste {1}</translation>
  </message>
 </context>
 <context>
  <name>ThanksPage</name>
  <message>
   <source>Close this page</source>
   <translation>Fermer cette page</translation>
  </message>
  <message>
   <source>Saved. You have nothing more to do.</source>
   <translation>C’est enregistré. Vous n’avez plus rien à faire.</translation>
  </message>
  <message>
   <source>Thank you</source>
   <translation>Merci</translation>
  </message>
  <message>
   <source>Thank you, {0}</source>
   <translation>Merci, {0}</translation>
  </message>
  <message>
   <source>This page closes by itself after a while.</source>
   <translation>Cette page se ferme toute seule après un moment.</translation>
  </message>
  <message>
   <source>This page closes by itself in {0} s.</source>
   <translation>Cette page se ferme toute seule dans {0} s.</translation>
  </message>
  <message>
   <source>Your reference</source>
   <translation>Votre référence</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Open Paraphe</source>
   <translation>Ouvrir Paraphe</translation>
  </message>
  <message>
   <source>Paraphe goes on sending here.</source>
   <translation>Paraphe continue d’envoyer ici.</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Quitter</translation>
  </message>
 </context>
 <context>
  <name>messages</name>
  <message>
   <source>A discarded sign-off is lost for good. Say --yes where that is what you want.</source>
   <translation>Une signature supprimée est perdue pour de bon. Dites --yes si c’est ce que vous voulez.</translation>
  </message>
  <message>
   <source>A secure connection to the server could not be made.</source>
   <translation>Aucune connexion sûre au serveur n’a pu être établie.</translation>
  </message>
  <message>
   <source>A session is kept.</source>
   <translation>Une session est conservée.</translation>
  </message>
  <message>
   <source>A sign-off has been waiting for {days} days.</source>
   <translation>Une signature attend depuis {days} jours.</translation>
  </message>
  <message>
   <source>A task that runs without somebody logged on, and a log-on without a password, leave it locked.</source>
   <translation>Une tâche lancée sans session ouverte, ou une ouverture de session sans mot de passe, le laisse verrouillé.</translation>
  </message>
  <message>
   <source>A terminal cuts lines off after {limit} characters. Please give the token from a file, with &lt;.</source>
   <translation>Un terminal coupe les lignes après {limit} caractères. Donnez le jeton depuis un fichier, avec &lt;.</translation>
  </message>
  <message>
   <source>An account token belongs to a service. Set its URL first: paraphe config set api_url URL</source>
   <translation>Un jeton de compte appartient à un service. Indiquez d’abord son URL : paraphe config set api_url URL</translation>
  </message>
  <message>
   <source>An account token belongs to a service: the provisioning file must set api_url too.</source>
   <translation>Un jeton de compte appartient à un service : le fichier de provisionnement doit aussi fixer api_url.</translation>
  </message>
  <message>
   <source>An entry of the credential store is damaged. Please set the token again.</source>
   <translation>Une entrée du coffre d’identifiants est endommagée. Indiquez le jeton à nouveau.</translation>
  </message>
  <message>
   <source>Another Paraphe on this computer is sending at the moment.</source>
   <translation>Un autre Paraphe de cet ordinateur est en train d’envoyer.</translation>
  </message>
  <message>
   <source>Another program is using the sign-offs. Please try again.</source>
   <translation>Un autre programme utilise les signatures. Réessayez.</translation>
  </message>
  <message>
   <source>Everything was applied, but {file} could not be erased. It holds a secret: please remove it.</source>
   <translation>Tout a été appliqué, mais {file} n’a pas pu être effacé. Il contient un secret : supprimez-le.</translation>
  </message>
  <message>
   <source>Give the form either as options or with --form -, not both.</source>
   <translation>Donnez le formulaire par des options ou par --form -, pas les deux.</translation>
  </message>
  <message>
   <source>How far this sign-off had come is not known any more: the file was damaged. It may have been executed.</source>
   <translation>On ne sait plus où en était cette signature : le fichier était endommagé. Elle a peut-être été exécutée.</translation>
  </message>
  <message>
   <source>In stroke {stroke} of the recorded signature time runs back.</source>
   <translation>Au trait {stroke} de la signature enregistrée, le temps recule.</translation>
  </message>
  <message>
   <source>No connection. Sign-offs are safe on this computer and will be sent as soon as there is one.</source>
   <translation>Pas de connexion. Les signatures sont en sécurité sur cet ordinateur et partiront dès qu’il y en aura une.</translation>
  </message>
  <message>
   <source>No session is kept at the moment.</source>
   <translation>Aucune session n’est conservée pour l’instant.</translation>
  </message>
  <message>
   <source>Not checked, since the service's URL is not set.</source>
   <translation>Non vérifié, car l’URL du service n’est pas indiquée.</translation>
  </message>
  <message>
   <source>Nothing is drawn yet.</source>
   <translation>Rien n’est encore dessiné.</translation>
  </message>
  <message>
   <source>Nothing is set aside that a recovery key could open.</source>
   <translation>Rien n’est mis de côté qu’une clé de récupération pourrait ouvrir.</translation>
  </message>
  <message>
   <source>Nothing was signed on this computer yet.</source>
   <translation>Rien n’a encore été signé sur cet ordinateur.</translation>
  </message>
  <message>
   <source>Only a dot so far.</source>
   <translation>Seulement un point pour l’instant.</translation>
  </message>
  <message>
   <source>Only a short line so far.</source>
   <translation>Seulement un petit trait pour l’instant.</translation>
  </message>
  <message>
   <source>Only a sign-off that needs attention can be amended.</source>
   <translation>Seule une signature qui demande une décision peut être corrigée.</translation>
  </message>
  <message>
   <source>Only dots so far.</source>
   <translation>Seulement des points pour l’instant.</translation>
  </message>
  <message>
   <source>Paraphe made a mistake. Your sign-offs are safe. A report is in {file}; paraphe diagnostics packs it.</source>
   <translation>Paraphe a fait une erreur. Vos signatures sont en sécurité. Un rapport est dans {file} ; paraphe diagnostics le joint.</translation>
  </message>
  <message>
   <source>Paraphe {version}, Python {python}, {system}.</source>
   <translation>Paraphe {version}, Python {python}, {system}.</translation>
  </message>
  <message>
   <source>Please check these fields: {fields}.</source>
   <translation>Vérifiez ces champs : {fields}.</translation>
  </message>
  <message>
   <source>Please type a name first.</source>
   <translation>Tapez d’abord un nom.</translation>
  </message>
  <message>
   <source>Port {port} cannot be listened on; another program may be using it.</source>
   <translation>Le port {port} ne peut pas être écouté ; un autre programme l’utilise peut-être.</translation>
  </message>
  <message>
   <source>Provisioning sets up the account that runs it, and this is one of Windows' own, which nobody logs on to. Please run it with the credentials of the person who does.</source>
   <translation>Le provisionnement configure le compte qui l’exécute, et celui-ci est un compte interne de Windows que personne n’ouvre. Exécutez-le avec le compte de la personne qui ouvre la session.</translation>
  </message>
  <message>
   <source>Say which sign-offs are meant, or --all.</source>
   <translation>Dites de quelles signatures il s’agit, ou --all.</translation>
  </message>
  <message>
   <source>Session links are switched off on this computer.</source>
   <translation>Les liens de session sont désactivés sur cet ordinateur.</translation>
  </message>
  <message>
   <source>Several sign-offs have the reference {id}. Please give the whole id.</source>
   <translation>Plusieurs signatures ont la référence {id}. Donnez l’identifiant entier.</translation>
  </message>
  <message>
   <source>Some sign-offs in the damaged file could not be read. The file is kept; please ask for help.</source>
   <translation>Certaines signatures du fichier endommagé n’ont pas pu être lues. Le fichier est gardé ; demandez de l’aide.</translation>
  </message>
  <message>
   <source>Something in between answers instead of the service: the network may ask for a login.</source>
   <translation>Quelque chose répond à la place du service : le réseau demande peut-être de s’identifier.</translation>
  </message>
  <message>
   <source>Stroke {stroke} has a pressure outside of 0 to 1.</source>
   <translation>Le trait {stroke} a une pression hors de 0 à 1.</translation>
  </message>
  <message>
   <source>Stroke {stroke} of the recorded signature holds a number that is none (NaN or infinite).</source>
   <translation>Le trait {stroke} de la signature enregistrée contient un nombre qui n’en est pas un (NaN ou infini).</translation>
  </message>
  <message>
   <source>Stroke {stroke} of the recorded signature is empty.</source>
   <translation>Le trait {stroke} de la signature enregistrée est vide.</translation>
  </message>
  <message>
   <source>The PIN kept in the settings cannot be checked. An administrator has to set it anew.</source>
   <translation>Le code conservé dans les réglages ne peut pas être vérifié. Un administrateur doit le choisir à nouveau.</translation>
  </message>
  <message>
   <source>The account token expired on {until}.</source>
   <translation>Le jeton du compte a expiré le {until}.</translation>
  </message>
  <message>
   <source>The account token expires soon, on {until}.</source>
   <translation>Le jeton du compte expire bientôt, le {until}.</translation>
  </message>
  <message>
   <source>The account token is for this service, until {until}.</source>
   <translation>Le jeton du compte est pour ce service, jusqu’au {until}.</translation>
  </message>
  <message>
   <source>The account token is for this service; it does not say until when.</source>
   <translation>Le jeton du compte est pour ce service ; il ne dit pas jusqu’à quand.</translation>
  </message>
  <message>
   <source>The account token is for {origin}, but the service is {wanted}. Please set the token again.</source>
   <translation>Le jeton du compte est pour {origin}, mais le service est {wanted}. Indiquez le jeton à nouveau.</translation>
  </message>
  <message>
   <source>The account token was refused or has expired. Sign-offs are kept until there is a new one.</source>
   <translation>Le jeton du compte a été refusé ou a expiré. Les signatures sont gardées jusqu’à ce qu’il y en ait un nouveau.</translation>
  </message>
  <message>
   <source>The certificate shown is for {subject}, by {issuer}. If that is your office's proxy, its root certificate is missing on this computer.</source>
   <translation>Le certificat présenté est pour {subject}, par {issuer}. Si c’est le proxy de votre bureau, son certificat racine manque sur cet ordinateur.</translation>
  </message>
  <message>
   <source>The clock agrees with the service's ({off_s} s apart).</source>
   <translation>L’horloge s’accorde avec celle du service (écart de {off_s} s).</translation>
  </message>
  <message>
   <source>The clock is {minutes} minutes off. Please set it.</source>
   <translation>L’horloge est fausse de {minutes} minutes. Réglez-la.</translation>
  </message>
  <message>
   <source>The connection broke. It will be tried again.</source>
   <translation>La connexion s’est coupée. Un nouvel essai suivra.</translation>
  </message>
  <message>
   <source>The connection is not trusted: another server answers.</source>
   <translation>La connexion n’est pas fiable : un autre serveur répond.</translation>
  </message>
  <message>
   <source>The connection is not trusted: the server's certificate comes from somebody this computer does not know.</source>
   <translation>La connexion n’est pas fiable : le certificat du serveur vient de quelqu’un que cet ordinateur ne connaît pas.</translation>
  </message>
  <message>
   <source>The connection is secure; its certificate is by {issuer}.</source>
   <translation>La connexion est sûre ; son certificat est de {issuer}.</translation>
  </message>
  <message>
   <source>The connection is trusted by this computer, but inspected on its way by {issuer}.</source>
   <translation>La connexion est reconnue par cet ordinateur, mais inspectée en chemin par {issuer}.</translation>
  </message>
  <message>
   <source>The credential store did not keep what it was given.</source>
   <translation>Le coffre d’identifiants n’a pas gardé ce qu’on lui a donné.</translation>
  </message>
  <message>
   <source>The credential store does not answer. Please log off and on again, then try once more.</source>
   <translation>Le coffre d’identifiants ne répond pas. Déconnectez-vous de l’ordinateur, reconnectez-vous, puis réessayez.</translation>
  </message>
  <message>
   <source>The credential store does not work ({kind}).</source>
   <translation>Le coffre d’identifiants ne fonctionne pas ({kind}).</translation>
  </message>
  <message>
   <source>The credential store is locked. Please unlock it and try again.</source>
   <translation>Le coffre d’identifiants est verrouillé. Déverrouillez-le et réessayez.</translation>
  </message>
  <message>
   <source>The credential store keeps long secrets ({store}).</source>
   <translation>Le coffre d’identifiants garde de longs secrets ({store}).</translation>
  </message>
  <message>
   <source>The credential store {name} does not protect secrets well enough and is not used.</source>
   <translation>Le coffre d’identifiants {name} ne protège pas assez les secrets et n’est pas utilisé.</translation>
  </message>
  <message>
   <source>The disk can be written; {free_mb} MB are free.</source>
   <translation>Le disque est accessible en écriture ; {free_mb} Mo sont libres.</translation>
  </message>
  <message>
   <source>The disk does not work as it should. Nothing was saved.</source>
   <translation>Le disque ne fonctionne pas comme il devrait. Rien n’a été enregistré.</translation>
  </message>
  <message>
   <source>The disk is full. Nothing was saved; please make room.</source>
   <translation>Le disque est plein. Rien n’a été enregistré ; faites de la place.</translation>
  </message>
  <message>
   <source>The disk is full: {free_mb} MB are free. Please make room.</source>
   <translation>Le disque est plein : {free_mb} Mo sont libres. Faites de la place.</translation>
  </message>
  <message>
   <source>The disk is getting full: {free_mb} MB are free.</source>
   <translation>Le disque se remplit : {free_mb} Mo sont libres.</translation>
  </message>
  <message>
   <source>The exported files are not encrypted: who can open the folder can read them. Remove them when done.</source>
   <translation>Les fichiers exportés ne sont pas chiffrés : qui peut ouvrir le dossier peut les lire. Supprimez-les ensuite.</translation>
  </message>
  <message>
   <source>The file is JSON, but not a recorded signature.</source>
   <translation>Le fichier est du JSON, mais pas une signature enregistrée.</translation>
  </message>
  <message>
   <source>The file is no picture that can be read. PNG, JPEG, BMP, WebP and TIFF are taken.</source>
   <translation>Le fichier n’est pas une image lisible. PNG, JPEG, BMP, WebP et TIFF sont acceptés.</translation>
  </message>
  <message>
   <source>The file of faults cannot be used: {why}.</source>
   <translation>Le fichier des pannes est inutilisable : {why}.</translation>
  </message>
  <message>
   <source>The file of sign-offs cannot be opened.</source>
   <translation>Le fichier des signatures ne peut pas être ouvert.</translation>
  </message>
  <message>
   <source>The file of sign-offs cannot be written. Nothing was saved.</source>
   <translation>Le fichier des signatures ne peut pas être écrit. Rien n’a été enregistré.</translation>
  </message>
  <message>
   <source>The file of sign-offs is damaged.</source>
   <translation>Le fichier des signatures est endommagé.</translation>
  </message>
  <message>
   <source>The file of sign-offs was damaged. It was kept aside, and what could be read was carried over.</source>
   <translation>Le fichier des signatures était endommagé. Il a été mis de côté, et ce qui pouvait être lu a été repris.</translation>
  </message>
  <message>
   <source>The file {file} cannot be read.</source>
   <translation>Le fichier {file} ne peut pas être lu.</translation>
  </message>
  <message>
   <source>The file {file} is not text in UTF-8.</source>
   <translation>Le fichier {file} n’est pas du texte en UTF-8.</translation>
  </message>
  <message>
   <source>The file {file} is too large.</source>
   <translation>Le fichier {file} est trop grand.</translation>
  </message>
  <message>
   <source>The form has a member that is not known: {member}.</source>
   <translation>Le formulaire a un membre inconnu : {member}.</translation>
  </message>
  <message>
   <source>The form lacks {member}.</source>
   <translation>Il manque {member} au formulaire.</translation>
  </message>
  <message>
   <source>The form's member {member} must be text.</source>
   <translation>Le membre {member} du formulaire doit être du texte.</translation>
  </message>
  <message>
   <source>The key of sign-offs that had been set aside is there again. They have been carried over.</source>
   <translation>La clé des signatures mises de côté est de nouveau disponible. Elles ont été reprises.</translation>
  </message>
  <message>
   <source>The key of the earlier sign-offs is no longer in the credential store. They were kept aside; new ones go into a new file. Please tell your IT department: paraphe outbox recover may open them.</source>
   <translation>La clé des signatures antérieures n’est plus dans le coffre d’identifiants. Elles ont été mises de côté ; les nouvelles vont dans un nouveau fichier. Prévenez votre service informatique : paraphe outbox recover peut les ouvrir.</translation>
  </message>
  <message>
   <source>The key of the sign-offs is no longer in the credential store, so they cannot be opened.</source>
   <translation>La clé des signatures n’est plus dans le coffre d’identifiants : elles ne peuvent pas être ouvertes.</translation>
  </message>
  <message>
   <source>The kiosk's PIN hash is no Argon2id hash.</source>
   <translation>L’empreinte du code de la borne n’est pas une empreinte Argon2id.</translation>
  </message>
  <message>
   <source>The name is longer than {limit} characters.</source>
   <translation>Le nom a plus de {limit} caractères.</translation>
  </message>
  <message>
   <source>The picture is animated or has several pages. Please use one.</source>
   <translation>L’image est animée ou a plusieurs pages. Prenez-en une simple.</translation>
  </message>
  <message>
   <source>The picture is damaged or cut off.</source>
   <translation>L’image est endommagée ou tronquée.</translation>
  </message>
  <message>
   <source>The picture is too large (at most {limit_px} pixels a side).</source>
   <translation>L’image est trop grande (au plus {limit_px} pixels de côté).</translation>
  </message>
  <message>
   <source>The picture is too small (at least {limit_px} pixels a side).</source>
   <translation>L’image est trop petite (au moins {limit_px} pixels de côté).</translation>
  </message>
  <message>
   <source>The policy {key} ({hive}) is not known to this version.</source>
   <translation>La stratégie {key} ({hive}) est inconnue de cette version.</translation>
  </message>
  <message>
   <source>The profile ({kind}) may be thrown away at log-off or restart, and unsent sign-offs with it.</source>
   <translation>Le profil ({kind}) risque d’être effacé à la déconnexion ou au redémarrage, et avec lui les signatures non envoyées.</translation>
  </message>
  <message>
   <source>The profile is on a network share ({kind}): sign-offs may be damaged there. Please use a local one.</source>
   <translation>Le profil est sur un partage réseau ({kind}) : les signatures peuvent y être endommagées. Prenez un dossier local.</translation>
  </message>
  <message>
   <source>The profile is on this computer ({folder}).</source>
   <translation>Le profil est sur cet ordinateur ({folder}).</translation>
  </message>
  <message>
   <source>The profile's folder cannot be made.</source>
   <translation>Le dossier du profil ne peut pas être créé.</translation>
  </message>
  <message>
   <source>The profile's folder cannot be written ({kind}).</source>
   <translation>Le dossier du profil ne peut pas être écrit ({kind}).</translation>
  </message>
  <message>
   <source>The profile's folder cannot be written.</source>
   <translation>Le dossier du profil ne peut pas être écrit.</translation>
  </message>
  <message>
   <source>The profile's folder is in a place without file locks, such as some network shares, so nothing is sent from there. Sign-offs are kept; please use a folder of this computer.</source>
   <translation>Le dossier du profil se trouve à un endroit sans verrous de fichiers, comme certains partages réseau : rien n’en est envoyé. Les signatures sont gardées ; choisissez un dossier de cet ordinateur.</translation>
  </message>
  <message>
   <source>The provisioning file sets nothing.</source>
   <translation>Le fichier de provisionnement ne fixe rien.</translation>
  </message>
  <message>
   <source>The proxy asks for a password that Paraphe does not have.</source>
   <translation>Le proxy demande un mot de passe que Paraphe n’a pas.</translation>
  </message>
  <message>
   <source>The proxy cannot be reached.</source>
   <translation>Le proxy est injoignable.</translation>
  </message>
  <message>
   <source>The proxy cannot be used.</source>
   <translation>Le proxy est inutilisable.</translation>
  </message>
  <message>
   <source>The proxy refuses the connection.</source>
   <translation>Le proxy refuse la connexion.</translation>
  </message>
  <message>
   <source>The proxy {proxy} cannot be reached.</source>
   <translation>Le proxy {proxy} est injoignable.</translation>
  </message>
  <message>
   <source>The proxy's address has a port that is none.</source>
   <translation>L’adresse du proxy a un port qui n’en est pas un.</translation>
  </message>
  <message>
   <source>The proxy's address holds a character that none has.</source>
   <translation>L’adresse du proxy contient un caractère qu’aucune n’a.</translation>
  </message>
  <message>
   <source>The proxy's address must begin with http:// or https://.</source>
   <translation>L’adresse du proxy doit commencer par http:// ou https://.</translation>
  </message>
  <message>
   <source>The proxy's address must not hold a password: settings can be read.</source>
   <translation>L’adresse du proxy ne doit pas contenir de mot de passe : les réglages peuvent être lus.</translation>
  </message>
  <message>
   <source>The proxy's address names no server.</source>
   <translation>L’adresse du proxy ne nomme aucun serveur.</translation>
  </message>
  <message>
   <source>The recorded signature has no usable width and height.</source>
   <translation>La signature enregistrée n’a pas de largeur ni de hauteur utilisables.</translation>
  </message>
  <message>
   <source>The recorded signature holds no stroke.</source>
   <translation>La signature enregistrée ne contient aucun trait.</translation>
  </message>
  <message>
   <source>The recorded signature is damaged in stroke {stroke}.</source>
   <translation>La signature enregistrée est endommagée au trait {stroke}.</translation>
  </message>
  <message>
   <source>The recorded signature is damaged: it is not JSON.</source>
   <translation>La signature enregistrée est endommagée : ce n’est pas du JSON.</translation>
  </message>
  <message>
   <source>The recorded signature is larger than {limit_mb} MB.</source>
   <translation>La signature enregistrée dépasse {limit_mb} Mo.</translation>
  </message>
  <message>
   <source>The recovery key is no X25519 public key in base64.</source>
   <translation>La clé de récupération n’est pas une clé publique X25519 en base64.</translation>
  </message>
  <message>
   <source>The script font lacks some of these letters. Please write the name in Latin letters, or draw it.</source>
   <translation>L’écriture manuscrite n’a pas certaines de ces lettres. Écrivez le nom en lettres latines, ou dessinez-le.</translation>
  </message>
  <message>
   <source>The server did not answer in time. It will be tried again.</source>
   <translation>Le serveur n’a pas répondu à temps. Un nouvel essai suivra.</translation>
  </message>
  <message>
   <source>The server's answer made no sense. It will be tried again.</source>
   <translation>La réponse du serveur n’avait pas de sens. Un nouvel essai suivra.</translation>
  </message>
  <message>
   <source>The server's answer was far too large. It will be tried again.</source>
   <translation>La réponse du serveur était bien trop grande. Un nouvel essai suivra.</translation>
  </message>
  <message>
   <source>The server's certificate has expired, or this computer's clock is wrong.</source>
   <translation>Le certificat du serveur a expiré, ou l’horloge de cet ordinateur est fausse.</translation>
  </message>
  <message>
   <source>The server's name cannot be found. The network may be down.</source>
   <translation>Le nom du serveur est introuvable. Le réseau est peut-être coupé.</translation>
  </message>
  <message>
   <source>The service at {host} answers with a failure ({status}).</source>
   <translation>Le service {host} répond par un échec ({status}).</translation>
  </message>
  <message>
   <source>The service at {host} answers.</source>
   <translation>Le service {host} répond.</translation>
  </message>
  <message>
   <source>The service does not accept the session. A new one is needed.</source>
   <translation>Le service n’accepte pas la session. Il en faut une nouvelle.</translation>
  </message>
  <message>
   <source>The service had a problem. It will be tried again.</source>
   <translation>Le service a eu un problème. Un nouvel essai suivra.</translation>
  </message>
  <message>
   <source>The service is busy. It will be tried again.</source>
   <translation>Le service est occupé. Un nouvel essai suivra.</translation>
  </message>
  <message>
   <source>The service is reached through {proxy}.</source>
   <translation>Le service est joint par {proxy}.</translation>
  </message>
  <message>
   <source>The service is reached without a proxy.</source>
   <translation>Le service est joint sans proxy.</translation>
  </message>
  <message>
   <source>The service refused a repeat. It may have taken this sign-off the first time: please ask there.</source>
   <translation>Le service a refusé une répétition. Il a peut-être pris cette signature la première fois : demandez-le-lui.</translation>
  </message>
  <message>
   <source>The service refused this sign-off.</source>
   <translation>Le service a refusé cette signature.</translation>
  </message>
  <message>
   <source>The service refuses everything: its URL or the account may be wrong. Sign-offs are kept.</source>
   <translation>Le service refuse tout : son URL ou le compte est peut-être faux. Les signatures sont gardées.</translation>
  </message>
  <message>
   <source>The service took it but did not say where the signature goes.</source>
   <translation>Le service l’a prise mais n’a pas dit où va le tracé.</translation>
  </message>
  <message>
   <source>The service's URL cannot be used.</source>
   <translation>L’URL du service est inutilisable.</translation>
  </message>
  <message>
   <source>The service's URL has a port that is none.</source>
   <translation>L’URL du service a un port qui n’en est pas un.</translation>
  </message>
  <message>
   <source>The service's URL holds a character that no URL has. Please copy it again.</source>
   <translation>L’URL du service contient un caractère qu’aucune URL n’a. Copiez-la à nouveau.</translation>
  </message>
  <message>
   <source>The service's URL is not set, so nothing can be sent yet. Sign-offs are kept safe until it is.</source>
   <translation>L’URL du service n’est pas indiquée : rien ne peut encore partir. Les signatures sont gardées en sécurité jusque-là.</translation>
  </message>
  <message>
   <source>The service's URL must begin with https:// (http:// is for this machine itself only).</source>
   <translation>L’URL du service doit commencer par https:// (http:// est réservé à cette machine même).</translation>
  </message>
  <message>
   <source>The service's URL must end with its path: nothing after a ? or a #.</source>
   <translation>L’URL du service doit finir par son chemin : rien après un ? ou un #.</translation>
  </message>
  <message>
   <source>The service's URL must not hold a user name or password.</source>
   <translation>L’URL du service ne doit contenir ni nom d’utilisateur ni mot de passe.</translation>
  </message>
  <message>
   <source>The service's URL names no server.</source>
   <translation>L’URL du service ne nomme aucun serveur.</translation>
  </message>
  <message>
   <source>The session has expired. A new one is needed.</source>
   <translation>La session a expiré. Il en faut une nouvelle.</translation>
  </message>
  <message>
   <source>The session of this sign-off was lost when the file was damaged. Please attach one.</source>
   <translation>La session de cette signature a été perdue avec le fichier endommagé. Donnez-lui-en une.</translation>
  </message>
  <message>
   <source>The session that is kept expired on {until}.</source>
   <translation>La session conservée a expiré le {until}.</translation>
  </message>
  <message>
   <source>The settings can be used ({file}).</source>
   <translation>Les réglages sont utilisables ({file}).</translation>
  </message>
  <message>
   <source>The settings in {file} are not text in UTF-8.</source>
   <translation>Les réglages de {file} ne sont pas du texte en UTF-8.</translation>
  </message>
  <message>
   <source>The settings in {file} cannot be read.</source>
   <translation>Les réglages de {file} ne peuvent pas être lus.</translation>
  </message>
  <message>
   <source>The settings in {file} cannot be written.</source>
   <translation>Les réglages de {file} ne peuvent pas être écrits.</translation>
  </message>
  <message>
   <source>The sign-off {id} has just changed. Please look again.</source>
   <translation>La signature {id} vient de changer. Regardez à nouveau.</translation>
  </message>
  <message>
   <source>The sign-off {id} was already delivered.</source>
   <translation>La signature {id} a déjà été livrée.</translation>
  </message>
  <message>
   <source>The sign-off {id} was delivered; only its receipt is kept, not what was signed.</source>
   <translation>La signature {id} a été livrée ; seul son reçu est gardé, pas ce qui a été signé.</translation>
  </message>
  <message>
   <source>The sign-offs on this computer were written by a newer Paraphe (version {version}, known: {known}). Nothing was changed; please install the newer one.</source>
   <translation>Les signatures de cet ordinateur ont été écrites par un Paraphe plus récent (version {version}, connue : {known}). Rien n’a été changé ; installez la version récente.</translation>
  </message>
  <message>
   <source>The signature lies beside the paper. Please sign on it.</source>
   <translation>La signature est à côté du papier. Signez dessus.</translation>
  </message>
  <message>
   <source>The signature was recorded by a newer version (known: {known}).</source>
   <translation>La signature a été enregistrée par une version plus récente (connue : {known}).</translation>
  </message>
  <message>
   <source>The signature's picture is empty.</source>
   <translation>L’image de la signature est vide.</translation>
  </message>
  <message>
   <source>The storage at {host} answers.</source>
   <translation>Le stockage {host} répond.</translation>
  </message>
  <message>
   <source>The storage has other bytes than were sent.</source>
   <translation>Le stockage a d’autres octets que ceux envoyés.</translation>
  </message>
  <message>
   <source>The storage refused the signature.</source>
   <translation>Le stockage a refusé le tracé.</translation>
  </message>
  <message>
   <source>The system's proxy is of a kind that is not supported.</source>
   <translation>Le proxy du système est d’un genre qui n’est pas pris en charge.</translation>
  </message>
  <message>
   <source>The token has a line break inside. Please copy it again.</source>
   <translation>Le jeton contient un saut de ligne. Copiez-le à nouveau.</translation>
  </message>
  <message>
   <source>The token holds a space or a character that no token has. Please copy it again.</source>
   <translation>Le jeton contient une espace ou un caractère qu’aucun jeton n’a. Copiez-le à nouveau.</translation>
  </message>
  <message>
   <source>The token is empty.</source>
   <translation>Le jeton est vide.</translation>
  </message>
  <message>
   <source>The token is longer than {limit} characters.</source>
   <translation>Le jeton a plus de {limit} caractères.</translation>
  </message>
  <message>
   <source>The upload address expired again and again.</source>
   <translation>L’adresse de dépôt a expiré encore et encore.</translation>
  </message>
  <message>
   <source>The upload address is not among the hosts that your organisation allows.</source>
   <translation>L’adresse de dépôt n’est pas parmi les hôtes que votre organisation autorise.</translation>
  </message>
  <message>
   <source>The upload address that came from the service holds a password.</source>
   <translation>L’adresse de dépôt venue du service contient un mot de passe.</translation>
  </message>
  <message>
   <source>The upload address that came from the service is for reading.</source>
   <translation>L’adresse de dépôt venue du service est faite pour lire.</translation>
  </message>
  <message>
   <source>The upload address that came from the service is none.</source>
   <translation>L’adresse de dépôt venue du service n’en est pas une.</translation>
  </message>
  <message>
   <source>The upload address that came from the service is not secure.</source>
   <translation>L’adresse de dépôt venue du service n’est pas sûre.</translation>
  </message>
  <message>
   <source>The upload address that came from the service names no server.</source>
   <translation>L’adresse de dépôt venue du service ne nomme aucun serveur.</translation>
  </message>
  <message>
   <source>The upload address wants a header that Paraphe cannot send.</source>
   <translation>L’adresse de dépôt demande un en-tête que Paraphe ne peut pas envoyer.</translation>
  </message>
  <message>
   <source>There is no account token for this service, so nothing can be sent yet. Sign-offs are kept safe.</source>
   <translation>Il n’y a pas de jeton de compte pour ce service : rien ne peut encore partir. Les signatures sont gardées en sécurité.</translation>
  </message>
  <message>
   <source>There is no file {file}.</source>
   <translation>Il n’y a pas de fichier {file}.</translation>
  </message>
  <message>
   <source>There is no screen to show the window on.</source>
   <translation>Il n’y a pas d’écran pour montrer la fenêtre.</translation>
  </message>
  <message>
   <source>There is no session. Set one with: paraphe token set session, or give --session-token-file.</source>
   <translation>Il n’y a pas de session. Indiquez-en une avec : paraphe token set session, ou donnez --session-token-file.</translation>
  </message>
  <message>
   <source>There is no setting {key}.</source>
   <translation>Il n’y a pas de réglage {key}.</translation>
  </message>
  <message>
   <source>There is no setting {key}. Did you mean {meant}?</source>
   <translation>Il n’y a pas de réglage {key}. Vouliez-vous dire {meant} ?</translation>
  </message>
  <message>
   <source>There is no sign-off {id}.</source>
   <translation>Il n’y a pas de signature {id}.</translation>
  </message>
  <message>
   <source>There is nothing on the picture.</source>
   <translation>Il n’y a rien sur l’image.</translation>
  </message>
  <message>
   <source>This computer has no credential store that Paraphe may use, so it cannot keep secrets and takes no sign-off.</source>
   <translation>Cet ordinateur n’a pas de coffre d’identifiants que Paraphe puisse utiliser : il ne peut pas garder de secrets et ne prend pas de signature.</translation>
  </message>
  <message>
   <source>This computer's clock seems to be wrong: please check it.</source>
   <translation>L’horloge de cet ordinateur semble fausse : vérifiez-la.</translation>
  </message>
  <message>
   <source>This could not be checked ({kind}).</source>
   <translation>Ceci n’a pas pu être vérifié ({kind}).</translation>
  </message>
  <message>
   <source>This does not look like an e-mail address.</source>
   <translation>Cela ne ressemble pas à une adresse e-mail.</translation>
  </message>
  <message>
   <source>This holds a character that cannot be sent.</source>
   <translation>Il y a un caractère qui ne peut pas être envoyé.</translation>
  </message>
  <message>
   <source>This holds half a character. Please type it again.</source>
   <translation>Il y a la moitié d’un caractère. Tapez-le à nouveau.</translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>C’est obligatoire.</translation>
  </message>
  <message>
   <source>This is no X25519 private key in PEM without a password.</source>
   <translation>Ce n’est pas une clé privée X25519 en PEM sans mot de passe.</translation>
  </message>
  <message>
   <source>This is not TOML.</source>
   <translation>Ce n’est pas du TOML.</translation>
  </message>
  <message>
   <source>This is too long.</source>
   <translation>C’est trop long.</translation>
  </message>
  <message>
   <source>This is very small. Please sign a little larger.</source>
   <translation>C’est très petit. Signez un peu plus grand.</translation>
  </message>
  <message>
   <source>This link carries no session.</source>
   <translation>Ce lien ne porte aucune session.</translation>
  </message>
  <message>
   <source>This recovery key opens none of the files that are set aside.</source>
   <translation>Cette clé de récupération n’ouvre aucun des fichiers mis de côté.</translation>
  </message>
  <message>
   <source>This session already has a sign-off, and your organisation allows one a session.</source>
   <translation>Cette session a déjà une signature, et votre organisation en autorise une par session.</translation>
  </message>
  <message>
   <source>This session already has {count} sign-off(s).</source>
   <translation>Cette session a déjà {count} signature(s).</translation>
  </message>
  <message>
   <source>This sign-off is damaged on disk and cannot be opened.</source>
   <translation>Cette signature est endommagée sur le disque et ne peut pas être ouverte.</translation>
  </message>
  <message>
   <source>This token says that it has expired. It is kept; the service will decide.</source>
   <translation>Ce jeton dit avoir expiré. Il est conservé ; le service décidera.</translation>
  </message>
  <message>
   <source>This was signed for another service than the one that is set now. Where should it go?</source>
   <translation>Cette signature a été faite pour un autre service que celui réglé maintenant. Où doit-elle aller ?</translation>
  </message>
  <message>
   <source>What came on standard input is no JSON object.</source>
   <translation>Ce qui est venu sur l’entrée standard n’est pas un objet JSON.</translation>
  </message>
  <message>
   <source>What came on standard input is not text in UTF-8.</source>
   <translation>Ce qui est venu sur l’entrée standard n’est pas du texte en UTF-8.</translation>
  </message>
  <message>
   <source>What came on standard input is too large.</source>
   <translation>Ce qui est venu sur l’entrée standard est trop grand.</translation>
  </message>
  <message>
   <source>What needs a decision is shown by: paraphe outbox list</source>
   <translation>Ce qui demande une décision est montré par : paraphe outbox list</translation>
  </message>
  <message>
   <source>Where signatures go is known only once the service says so; nothing to check before.</source>
   <translation>Où vont les tracés n’est connu qu’une fois que le service le dit ; rien à vérifier avant.</translation>
  </message>
  <message>
   <source>Your organisation sets nothing on this computer.</source>
   <translation>Votre organisation ne fixe rien sur cet ordinateur.</translation>
  </message>
  <message>
   <source>Your organisation sets: {keys}.</source>
   <translation>Votre organisation fixe : {keys}.</translation>
  </message>
  <message>
   <source>Your organisation's policy {key} ({place}) cannot be used. Please tell your IT department.</source>
   <translation>La stratégie {key} de votre organisation ({place}) est inutilisable. Prévenez votre service informatique.</translation>
  </message>
  <message>
   <source>{attention} sign-off(s) need a decision: see the outbox, or paraphe outbox list.</source>
   <translation>{attention} signature(s) demandent une décision : voyez la boîte d’envoi, ou paraphe outbox list.</translation>
  </message>
  <message>
   <source>{count} damaged file(s) of sign-offs were kept aside; what could be read was carried over.</source>
   <translation>{count} fichier(s) de signatures endommagés ont été mis de côté ; ce qui pouvait être lu a été repris.</translation>
  </message>
  <message>
   <source>{count} file(s) of sign-offs lost their key. With the recovery key: paraphe outbox recover.</source>
   <translation>{count} fichier(s) de signatures ont perdu leur clé. Avec la clé de récupération : paraphe outbox recover.</translation>
  </message>
  <message>
   <source>{count} waiting sign-off(s) of this session can go under the new token: paraphe outbox attach-session {ids}</source>
   <translation>{count} signature(s) en attente de cette session peuvent partir sous le nouveau jeton : paraphe outbox attach-session {ids}</translation>
  </message>
  <message>
   <source>{detail}</source>
   <translation>{detail}</translation>
  </message>
  <message>
   <source>{file} cannot be written.</source>
   <translation>{file} ne peut pas être écrit.</translation>
  </message>
  <message>
   <source>{file} could not be erased afterwards, so nothing was applied. Say --keep to keep it.</source>
   <translation>{file} n’aurait pas pu être effacé ensuite : rien n’a été appliqué. Dites --keep pour le garder.</translation>
  </message>
  <message>
   <source>{file} is already there. Nothing was overwritten.</source>
   <translation>{file} existe déjà. Rien n’a été écrasé.</translation>
  </message>
  <message>
   <source>{file} is ignored, since others than administrators could have written it.</source>
   <translation>{file} est ignoré, car d’autres que des administrateurs auraient pu l’écrire.</translation>
  </message>
  <message>
   <source>{file} is too large to be settings.</source>
   <translation>{file} est trop grand pour être des réglages.</translation>
  </message>
  <message>
   <source>{host} is at {addresses}.</source>
   <translation>{host} est à {addresses}.</translation>
  </message>
  <message>
   <source>{host} is no host name, nor a pattern of one.</source>
   <translation>{host} n’est pas un nom d’hôte, ni un modèle de nom.</translation>
  </message>
  <message>
   <source>{host} is not found. The network may be down.</source>
   <translation>{host} est introuvable. Le réseau est peut-être coupé.</translation>
  </message>
  <message>
   <source>{key} has a wrong type.</source>
   <translation>{key} est d’un mauvais type.</translation>
  </message>
  <message>
   <source>{key} is managed by your organisation.</source>
   <translation>{key} est géré par votre organisation.</translation>
  </message>
  <message>
   <source>{key} is set by your organisation only, through its policies or paraphe provision.</source>
   <translation>{key} n’est réglé que par votre organisation, par ses stratégies ou paraphe provision.</translation>
  </message>
  <message>
   <source>{key} is too long or holds a character that cannot be used.</source>
   <translation>{key} est trop long ou contient un caractère inutilisable.</translation>
  </message>
  <message>
   <source>{key} must be a list of texts.</source>
   <translation>{key} doit être une liste de textes.</translation>
  </message>
  <message>
   <source>{key} must be a whole number.</source>
   <translation>{key} doit être un nombre entier.</translation>
  </message>
  <message>
   <source>{key} must be from {least} to {most}.</source>
   <translation>{key} doit être compris entre {least} et {most}.</translation>
  </message>
  <message>
   <source>{key} must be one of its words.</source>
   <translation>{key} doit être l’un de ses mots.</translation>
  </message>
  <message>
   <source>{key} must be one of: {choices}.</source>
   <translation>{key} doit être l’un de : {choices}.</translation>
  </message>
  <message>
   <source>{key} must be text.</source>
   <translation>{key} doit être du texte.</translation>
  </message>
  <message>
   <source>{key} must be true or false.</source>
   <translation>{key} doit être true ou false.</translation>
  </message>
  <message>
   <source>{member} cannot be amended: only email, actionComment and comment can.</source>
   <translation>{member} ne peut pas être corrigé : seuls email, actionComment et comment le peuvent.</translation>
  </message>
  <message>
   <source>{member} is needed.</source>
   <translation>{member} est obligatoire.</translation>
  </message>
  <message>
   <source>{member} names no file.</source>
   <translation>{member} ne nomme aucun fichier.</translation>
  </message>
  <message>
   <source>{waiting} waiting, {attention} need attention, {sent} receipts.</source>
   <translation>{waiting} en attente, {attention} à décider, {sent} reçus.</translation>
  </message>
 </context>
</TS>
