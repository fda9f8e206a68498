/** What is said and written in one language. `{site}`, `{code}` and `{minutes}` stand for what they name. */
export interface Phrases {
  /** First words of a call: who calls, and that a key is to be pressed. */
  readonly greeting: string
  /** Where no key was pressed. */
  readonly noInput: string
  /** Before the digits. */
  readonly intro: string
  /** Between the digits and the digits again. */
  readonly repeat: string
  readonly goodbye: string
  /** Where the code can no longer be given. */
  readonly over: string
  /** Text message. No trailing blanks; plain quotes alone, which keep it in the GSM alphabet where the language allows. */
  readonly text: string
  readonly subject: string
  /** Second paragraph of an e-mail. */
  readonly notice: string
}

/** A language of the catalogue. */
export interface Language {
  /** BCP 47, as short as it can be. */
  readonly tag: string
  /** The `language` of `<Say>`; null where no voice speaks it. */
  readonly voice: string | null
  readonly phrases: Phrases
}

const language = (tag: string, voice: string | null, phrases: Phrases): Language =>
  Object.freeze({ tag, voice, phrases: Object.freeze(phrases) })

/**
 * The languages in which codes are told. `voice` is Twilio's name of a voice's language where Twilio has one
 * (https://www.twilio.com/docs/voice/twiml/say#language); Persian has a voice in espeak-ng alone, Irish has none.
 */
export const languages: readonly Language[] = Object.freeze([
  language('en', 'en-US', {
    greeting: 'Hello. This is {site} with your security code. Please press any key to hear it.',
    noInput: 'You did not press any key. Goodbye.',
    intro: 'Your code is:',
    repeat: 'Again, your code is:',
    goodbye: 'Goodbye.',
    over: 'This code is no longer valid. Please ask for a new one. Goodbye.',
    text: '{code} is your {site} verification code. Do not share it with anyone.',
    subject: '{code} is your {site} verification code',
    notice: 'It is valid for {minutes} minutes. If you did not ask for it, you can ignore this message.',
  }),
  language('de', 'de-DE', {
    greeting:
      'Guten Tag. Hier ist {site} mit Ihrem Sicherheitscode. Bitte drücken Sie eine beliebige Taste, um ihn zu hören.',
    noInput: 'Sie haben keine Taste gedrückt. Auf Wiederhören.',
    intro: 'Ihr Code lautet:',
    repeat: 'Ich wiederhole, Ihr Code lautet:',
    goodbye: 'Auf Wiederhören.',
    over: 'Dieser Code ist nicht mehr gültig. Bitte fordern Sie einen neuen an. Auf Wiederhören.',
    text: '{code} ist Ihr Bestätigungscode für {site}. Geben Sie ihn an niemanden weiter.',
    subject: '{code} ist Ihr Bestätigungscode für {site}',
    notice:
      'Er gilt {minutes} Minuten. Falls Sie ihn nicht angefordert haben, brauchen Sie nichts weiter zu unternehmen.',
  }),
  language('fr', 'fr-FR', {
    greeting: "Bonjour. Ici {site}, avec votre code de sécurité. Appuyez sur n'importe quelle touche pour l'écouter.",
    noInput: "Vous n'avez appuyé sur aucune touche. Au revoir.",
    intro: 'Votre code est :',
    repeat: 'Je répète, votre code est :',
    goodbye: 'Au revoir.',
    over: "Ce code n'est plus valable. Veuillez en demander un nouveau. Au revoir.",
    text: '{code} est votre code de vérification {site}. Ne le communiquez à personne.',
    subject: '{code} est votre code de vérification {site}',
    notice: "Il est valable {minutes} minutes. Si vous ne l'avez pas demandé, ignorez ce message.",
  }),
  language('es', 'es-ES', {
    greeting: 'Hola. Le llamamos de {site} con su código de seguridad. Pulse cualquier tecla para escucharlo.',
    noInput: 'No ha pulsado ninguna tecla. Adiós.',
    intro: 'Su código es:',
    repeat: 'Repito, su código es:',
    goodbye: 'Adiós.',
    over: 'Este código ya no es válido. Por favor, solicite uno nuevo. Adiós.',
    text: '{code} es su código de verificación de {site}. No lo comparta con nadie.',
    subject: '{code} es su código de verificación de {site}',
    notice: 'Es válido durante {minutes} minutos. Si no lo ha solicitado, puede ignorar este mensaje.',
  }),
  language('it', 'it-IT', {
    greeting: 'Buongiorno. Qui è {site} con il suo codice di sicurezza. Prema un tasto qualsiasi per ascoltarlo.',
    noInput: 'Non ha premuto nessun tasto. Arrivederci.',
    intro: 'Il suo codice è:',
    repeat: 'Ripeto, il suo codice è:',
    goodbye: 'Arrivederci.',
    over: 'Questo codice non è più valido. Ne richieda uno nuovo. Arrivederci.',
    text: '{code} è il suo codice di verifica {site}. Non lo comunichi a nessuno.',
    subject: '{code} è il suo codice di verifica {site}',
    notice: 'È valido per {minutes} minuti. Se non lo ha richiesto, ignori questo messaggio.',
  }),
  language('nl', 'nl-NL', {
    greeting: 'Hallo. Dit is {site} met uw beveiligingscode. Druk op een willekeurige toets om hem te horen.',
    noInput: 'U hebt geen toets ingedrukt. Tot ziens.',
    intro: 'Uw code is:',
    repeat: 'Ik herhaal, uw code is:',
    goodbye: 'Tot ziens.',
    over: 'Deze code is niet meer geldig. Vraag een nieuwe code aan. Tot ziens.',
    text: '{code} is uw verificatiecode voor {site}. Deel deze met niemand.',
    subject: '{code} is uw verificatiecode voor {site}',
    notice: 'De code is {minutes} minuten geldig. Hebt u hem niet aangevraagd, dan kunt u dit bericht negeren.',
  }),
  language('pt-BR', 'pt-BR', {
    greeting: 'Olá. Aqui é {site} com o seu código de segurança. Pressione qualquer tecla para ouvi-lo.',
    noInput: 'Você não pressionou nenhuma tecla. Até logo.',
    intro: 'Seu código é:',
    repeat: 'Repetindo, seu código é:',
    goodbye: 'Até logo.',
    over: 'Este código não é mais válido. Por favor, solicite um novo. Até logo.',
    text: '{code} é o seu código de verificação de {site}. Não o compartilhe com ninguém.',
    subject: '{code} é o seu código de verificação de {site}',
    notice: 'Ele é válido por {minutes} minutos. Se você não o solicitou, ignore esta mensagem.',
  }),
  language('sv', 'sv-SE', {
    greeting: 'Hej. Det här är {site} med din säkerhetskod. Tryck på valfri knapp för att höra den.',
    noInput: 'Du tryckte inte på någon knapp. Hej då.',
    intro: 'Din kod är:',
    repeat: 'Jag upprepar, din kod är:',
    goodbye: 'Hej då.',
    over: 'Den här koden gäller inte längre. Begär en ny kod. Hej då.',
    text: '{code} är din verifieringskod för {site}. Dela den inte med någon.',
    subject: '{code} är din verifieringskod för {site}',
    notice: 'Den gäller i {minutes} minuter. Om du inte har begärt den kan du bortse från detta meddelande.',
  }),
  language('pl', 'pl-PL', {
    greeting:
      'Dzień dobry. Tu {site}, dzwonimy z kodem bezpieczeństwa. Aby go usłyszeć, proszę nacisnąć dowolny klawisz.',
    noInput: 'Nie naciśnięto żadnego klawisza. Do widzenia.',
    intro: 'Twój kod to:',
    repeat: 'Powtarzam, twój kod to:',
    goodbye: 'Do widzenia.',
    over: 'Ten kod stracił ważność. Proszę poprosić o nowy. Do widzenia.',
    text: '{code} to Twój kod weryfikacyjny {site}. Nie udostępniaj go nikomu.',
    subject: '{code} to Twój kod weryfikacyjny {site}',
    notice: 'Kod jest ważny przez {minutes} min. Jeśli to nie Ty o niego prosisz, zignoruj tę wiadomość.',
  }),
  language('tr', 'tr-TR', {
    greeting: 'Merhaba. {site} güvenlik kodunuz için arıyor. Kodu dinlemek için herhangi bir tuşa basın.',
    noInput: 'Herhangi bir tuşa basmadınız. Hoşça kalın.',
    intro: 'Kodunuz:',
    repeat: 'Tekrar ediyorum, kodunuz:',
    goodbye: 'Hoşça kalın.',
    over: 'Bu kod artık geçerli değil. Lütfen yeni bir kod isteyin. Hoşça kalın.',
    text: '{site} doğrulama kodunuz: {code}. Kimseyle paylaşmayın.',
    subject: '{site} doğrulama kodunuz: {code}',
    notice: 'Kod {minutes} dakika geçerlidir. Bu kodu siz istemediyseniz bu mesajı dikkate almayın.',
  }),
  language('ar', 'ar-AE', {
    greeting: 'مرحبًا. معك {site} لإبلاغك برمز الأمان. اضغط على أي مفتاح لسماعه.',
    noInput: 'لم تضغط على أي مفتاح. مع السلامة.',
    intro: 'رمزك هو:',
    repeat: 'أكرر، رمزك هو:',
    goodbye: 'مع السلامة.',
    over: 'لم يعد هذا الرمز صالحًا. يرجى طلب رمز جديد. مع السلامة.',
    text: '{code} هو رمز التحقق الخاص بك في {site}. لا تشاركه مع أحد.',
    subject: '{code} هو رمز التحقق الخاص بك في {site}',
    notice: 'الرمز صالح لمدة {minutes} دقيقة. إذا لم تطلبه فتجاهل هذه الرسالة.',
  }),
  language('fa', 'fa-IR', {
    greeting: 'سلام. این تماس از {site} برای اعلام کد امنیتی شماست. برای شنیدن آن کلیدی را فشار دهید.',
    noInput: 'هیچ کلیدی را فشار ندادید. خدانگهدار.',
    intro: 'کد شما:',
    repeat: 'تکرار می‌کنم، کد شما:',
    goodbye: 'خدانگهدار.',
    over: 'این کد دیگر معتبر نیست. لطفاً کد جدیدی درخواست کنید. خدانگهدار.',
    text: '{code} کد تأیید شما در {site} است. آن را به کسی ندهید.',
    subject: '{code} کد تأیید شما در {site}',
    notice: 'این کد {minutes} دقیقه معتبر است. اگر شما آن را نخواسته‌اید، این پیام را نادیده بگیرید.',
  }),
  language('vi', 'vi-VN', {
    greeting: 'Xin chào. {site} gọi để cung cấp mã bảo mật của bạn. Vui lòng nhấn phím bất kỳ để nghe mã.',
    noInput: 'Bạn chưa nhấn phím nào. Tạm biệt.',
    intro: 'Mã của bạn là:',
    repeat: 'Xin nhắc lại, mã của bạn là:',
    goodbye: 'Tạm biệt.',
    over: 'Mã này không còn hiệu lực. Vui lòng yêu cầu mã mới. Tạm biệt.',
    text: '{code} là mã xác minh {site} của bạn. Không chia sẻ mã này với bất kỳ ai.',
    subject: '{code} là mã xác minh {site} của bạn',
    notice: 'Mã có hiệu lực trong {minutes} phút. Nếu bạn không yêu cầu mã này, hãy bỏ qua tin nhắn.',
  }),
  language('ja', 'ja-JP', {
    greeting:
      'こんにちは。{site}です。セキュリティコードをお伝えします。お聞きになるには、いずれかのキーを押してください。',
    noInput: 'キーが押されませんでした。失礼いたします。',
    intro: 'あなたのコードは、',
    repeat: '繰り返します。あなたのコードは、',
    goodbye: '失礼いたします。',
    over: 'このコードは無効になりました。新しいコードをリクエストしてください。失礼いたします。',
    text: '{site}の確認コードは{code}です。誰にも教えないでください。',
    subject: '{site}の確認コード：{code}',
    notice: '有効期限は{minutes}分です。お心当たりのない場合は、このメッセージを無視してください。',
  }),
  language('zh-CN', 'zh-CN', {
    greeting: '您好，这里是{site}，为您播报安全验证码。请按任意键收听。',
    noInput: '您没有按键。再见。',
    intro: '您的验证码是：',
    repeat: '再说一遍，您的验证码是：',
    goodbye: '再见。',
    over: '该验证码已失效，请重新获取。再见。',
    text: '{code} 是您的{site}验证码，请勿告诉他人。',
    subject: '{code} 是您的{site}验证码',
    notice: '验证码在{minutes}分钟内有效。如果不是您本人操作，请忽略本消息。',
  }),
  language('ga', null, {
    greeting: 'Dia duit. {site} anseo le do chód slándála. Brúigh eochair ar bith chun é a chloisteáil.',
    noInput: 'Níor bhrúigh tú eochair ar bith. Slán.',
    intro: 'Is é do chód:',
    repeat: 'Arís, is é do chód:',
    goodbye: 'Slán.',
    over: 'Níl an cód seo bailí a thuilleadh. Iarr ceann nua. Slán.',
    text: 'Is é {code} do chód fíoraithe {site}. Ná roinn le duine ar bith é.',
    subject: 'Is é {code} do chód fíoraithe {site}',
    notice: 'Tá sé bailí ar feadh {minutes} nóiméad. Murar iarr tú é, déan neamhaird den teachtaireacht seo.',
  }),
])
