/**
 * What letters ask to be done, in Russian, Kazakh and English.`*` ends the beginning of a word,
 *`~` lets misspelt forms count, `-` leaves a word out again (see stems.ts).
 */
export const DEEDS = {
  /** Data are to be gone. */
  destroy: `удали* удаля* удале* -удаленн* удолит* удолять уничтож* ~уничтожит* уничтаж* ~уничтожени*
    сотри* сотрит* сотрет* стереть стерет* стерл* стирай* убери* убрать убирайт* убирать исключить исключит*
    вычеркн* вычеркив* ликвидир* деактивир* забудьте забыть снесите снести выпилит* зачистит* очистит*
    подчистит* изъять изымит* забвени* жой* жою* өшір* өщір* таста* тазалаңыз* тазалап кетіріңіз* құрту*
    delete deleted deletes deleting deletion erase erased erases erasing erasure remove removed removes removing removal
    destroy destruct* wipe purge forget forgotten scrub expunge
    выкин* выкиды* выброс* избавьтесь избавиться избавите* почисти* обнули* обнуляй* сүртіп сүртіңіз* discard bin trash scrap rid obliterate
    вычист* истреб* исчезнуть исчезн* забудет забудут сожгите vanish disappear gone
    избав* стерит* құрт* вымар* истреб* порв* разорв* сожж* erased wiped shred expunged
    прибер* подчист*
    ~delete
    исключай* исключать`,
  /** An account is to be closed. */
  close: `закро* закры* -закрыт* закрыть закрытие жабыңыз* жабу жабуды close closing closure`,
  /** Something is to end. */
  stop: `стоп отключит* отключить ~прекрати* прекрат* прекращ* прикрат* перекратит* останов* перестан* переставай* хватит
    приостанов* запрещаю запретить запрет* запретите завершит* завершить тоқтат* доғар* тыйыл* қой
    stop stops stopping cease ceasing halt discontinue quit
    лишаю прекратите* закончите`,
  /** Nobody is to use the data. */
  block: `заблокир* блокир* блокировк* бұғатта* restrict restriction block`,
  /** What is done with data. */
  process: `~обработк* обработ* ~обрабатыв* обрабатыв* обработать использов* используй* используе* хране*
    хранит* храни храня* хранил* держать держите собирать собирайте собирае* собирал* сбор распростран* передач* передава*
    передайте переда* разглаш* обработчик*
    өңде* пайдалан* сақтау* сақтай* сақтап* сақтама* сақтал* жинау* жинай* жинап* тарат* беруді бермеңіз* бердіңіз* берді беріпсіз* бересіз*
    process processing processed use using usage store storing storage hold holding keep keeping collect*
    share sharing retain*
    пользова* пользуй* ползова* сақталу* өңдел*
    having отдавали отдавал* держал* держит
    делил* делит* лежать
    -пайдаланушы* -пайдаланушын*`,
  /** Consent is taken back. */
  withdraw: `отзываю отзыва* ~отзываю ~отозвать отозв* отзовит* отзыв отзыва отзыву отзывом отазв* отзав*
    забираю забрать аннулир* снимаю снять отменяю отмените отменить қайтар* қайтып* ~қайтарып
    withdraw withdraws withdrawing withdrawal withdrawn revoke revoking revocation rescind
    отзыве снял* забрал* revoked
`,
  /** One does not want, without`no`. */
  object: `возража* отказываюсь отказ отказа отказать отказываемся протестую қарсымын қарсылық* object
    objection refuse
    несоглас*
    откажусь`,
  /** Data are to become right. */
  correct: `~уточни* ~уточне* уточн* утачн* ~исправит* исправ* испрвь* испраьте* поправ* подправ* правка правку правки
    ~измени* измене* изменя* изменит* поменя* пменя* меняй* смени* смена сменой смену сменя* сменой
    замени* замене* заменя* замена замену обнов* ~обнови* обновлени* актуализ* скоррект* коррект* откоррект*
    ~корректир* дополн* дополнит* переписать перепишите перепишет* исправл* внес* внест* внос* впишите вписать
    запишите записать пропишите указать укажите укажите добав* привести приведите переделайте переоформите
    нақтыла* түзе* дұрыста* өзгерт* ауыстыр* жаңарт* жаңала* енгіз* қосыңыз* қосып толықтыр* жазыңыз*
    жазып
    correct correcting correction corrections rectify rectification rectifying update updating updates change
    changing amend amending amendment fix replace modify edit clarify clarification
    подправ* почините`,
  /** Something is not as it was. */
  changed: `поменял* изменил* сменил* обновил* поменялся неактуал* устаре* замуж* переехал* потерял* утер* украл*
    өзгерді ауысты өзгеріп ауысып ауыстырдым өзгерген ауысқан күйеуге тұрмысқа
    changed moved married outdated switched`,
  /** Something stands wrong. */
  wrong: `~неправильн* неверн* ~неверно неточн* ~ошибк* ошибк* ошибоч* ошибл* ошибс* ~опечатк* опечат*
    перепута* искаж* искажен* описк* чужой некоррект*
    қате қателік* қатемен қатесі* бұрыс теріс надұрыс
    wrong wrongly incorrect incorrectly misspel* mispel* typo typos inaccurate mistake* error misprint*
    шатас*`,
  /** Something is to be given to the writer. */
  give: `пришл* присл* прислать присыл* предостав* ~предоставит* вышл* выслать высыл* скин* покаж* показать
    показыва* сообщите сообщить выгрузите выгрузить выдайте выдать выдач* дайте дать ~ознаком* ознаком*
    получить перечислите познаком* раскройте раскрыть экспорт* посмотреть посмотрите узнать знать поясните
    отправьте отправить направьте направить расскажите рассказать информир* проинформир* запрос
    беріңіз* беруіңіз* беруді беріп жібер* танысу* таныстыр* көрсет* айтыңыз* айтып алғым алуға білгім көргім ұсын* хабарлаңыз*
    send provide providing give share show export disclose access receive obtain tell inform supply request
    увидеть глянуть взглянуть перешл* переслать напомните напомнить перечисл* таныс* таныстыр*
    көріп forward forwarding`,
  /** Letters and calls of ours. */
  send: `присыл* присылай* пришл* прислать слать шлите шлете шлите отправля* звоните звонить звонк* позвон*
    беспоко* пишите писать тревож* доставай* спамит* получать
    жібер* хабарлас* қоңырау* мазала* шала звонда*
    send sending sent call calling calls email emailing contact contacting text texting receive receiving get
    шлите шлют приход* присыла*
    получат*`,
  /** A word that alone ends a mailing. */
  unsubscribe: `отпиш* отписа* отписк* отпишит* ~отписаться отпишитесь unsubscrib* unsub optout жазылымнан
    жазылудан`,
  /** Something is to stay. */
  keep: `сохран* оставь* оставит* оставляйт* трогай* трога* сақтап сақталсын қалдыр* қалсын keep stay remain retain`,
} as const
