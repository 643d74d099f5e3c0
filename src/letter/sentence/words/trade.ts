import { lexiconOf } from './stems.ts'

/** How thieves, advertisers and offices write, in Russian, Kazakh and English (notation: stems.ts). */
const TRADE = {
  /** What nobody is to be asked for by mail. */
  secret: `парол* cvv cvc пинкод pin пин seed құпиясөз password* passcode passphrase login otp
    макрос* архив* архива`,
  threat: `разблокир* заблокир* приостановл* скомпрометир* взлом* взлома* просроч* деактивир* бұғатталады
    full quota storage suspend* suspended blocked compromised hacked expire* expires deactivat* limited`,
  link: `ссылк* ссылке кликн* нажмите жмите перейдите пройдите сілтеме* басыңыз click http https link verify verification`,
  prize: `выигр* приз приза призы лотере* победител* выплат* компенсац* наследств* одобрена одобрен сюрприз подарк*
    розыгрыш* ұтып ұтты ұтыс* сыйлық* жүлде* төлемақы
    winner congratulations lottery widow donate donation inheritance beneficiary beloved jackpot prize million millions
    reward
    комисси*`,
  loan: `кредит* займ* заем* ипотек* микрокредит* казино ставки букмекер* инвестиц* доход* заработ* пассивн*
    несие* кепілсіз анықтамасыз қарыз loan loans casino bet betting forex investment profit earn`,
  coin: `btc биткоин* биткойн* крипт* usdt bitcoin crypto wallet* ethereum`,
  /** How strangers write who want to be written to. */
  romance: `одинок* интим* секс* знакомств* познакомимся познакомлюсь lonely sexy dating sweetheart darling hookup
    naughty webcam танысайық`,
  /** Said by who has something to sell. */
  offer: `предлагаем предлагаю приглашаем приглашаю продаем продам продаю гарантируем поможем приведем удалим
    расскажем дарим обучим настроим выведем раскрутим увеличим заработаем подберем доставим изготовим организуем разработаем зарегистрируйтесь закажите купите успейте присоединяйтесь
    скачайте оформите звоните регистрир* сатамыз сатылады ұсынамыз шақырамыз хабарласыңыз* асығыңыз жазылыңыз
    offer offering register join buy discover boost increase book grow unlock losing lose hurry invite
    guarantee helped вывод раскручу помогу
    купим куплю защитите`,
  goods: `топ телеграм telegram whatsapp месяц гаранти* результат* скидк* акци* распродаж* вебинар* тренинг* семинар* бесплатн* ключ прайс* оптом продвижени* раскрут* базы
    баз шаблон* чеклист* чек-лист* консалтинг* аутсорс* лиды лидов трафик* мест стоимост* штраф* аудит* лиценз*
    реклам* рассылк* жеңілдік* тегін сату вебинар
    webinar* discount* sale sales free demo pricing leads seo marketing automation template* compliance consulting traffic
    clients
    google ranking* website* яндекс* контактов сайтов`,
  /** Files that letters of thieves carry. */
  paper: `акт счет счёт накладн* договор* инвойс* документ* документы фактур* сверк* реквизит* invoice* document*
    statement payment scan`,
} as const

export type TradeSense = keyof typeof TRADE

export const TRADE_WORDS = lexiconOf<TradeSense>(TRADE)

/** Who writes by office and not for himself. */
const OFFICES = {
  authority: `комитет* министерств* прокурат* прокурор* департамент* полици* мвд ведомств* инспекци* роскомнадзор*
    акимат* управлени* следовател* дознавател* суд судья судебн* пристав* орган органа органом
    комитеті министрлігі прокуратурасы полициясы әкімдігі
    ministry committee prosecutor* police authority regulator court inspectorate commissioner
    сот соты полиция басқармасы органы управление инспектор*`,
  requires: `просит просим требует требуем предписывает предписани* запрашивает запрос* представить предоставить
    уведомляет извещает обязывает проверк* сұрайды талап requests requires orders hereby
    demands notifies inquiry investigation`,
  press: `редакци* журналист* корреспондент* сми газет* издани* telegram-канал редакциясы тілші newspaper journalist
    editor* reporter`,
  firm: `тоо ооо ао ип оао жшс ltd llc llp gmbh inc`,
} as const

export type OfficeSense = keyof typeof OFFICES

export const OFFICE_WORDS = lexiconOf<OfficeSense>(OFFICES)
