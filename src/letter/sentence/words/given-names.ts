/** Given names people in Kazakhstan bear, as documents write them; they tell a name from a surname. */
const NAMES = `
Александр Алексей Анатолий Андрей Антон Аркадий Арсений Артём Артемий Артур Богдан Борис Вадим Валентин Валерий
Василий Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Герман Глеб Григорий Давид Даниил Данила
Демид Денис Дмитрий Евгений Егор Ефим Иван Игнат Игорь Илья Иннокентий Карл Кирилл Константин Лев Леонид Макар Максим
Марк Матвей Мирон Михаил Назар Никита Николай Олег Павел Пётр Платон Родион Роман Ростислав Руслан Рустам Савелий Святослав
Семён Сергей Станислав Степан Тарас Тимофей Тимур Тихон Фёдор Филипп Эдуард Эльдар Эмиль Юлиан Юрий Яков Ян Ярослав
Альберт Арман Армен Артемис Ашот Вильгельм Генрих Захар Ильдар Ильяс Камиль Марат Мурат Наиль Равиль Радик Рафаэль Ренат
Ринат Роберт Тигран Шамиль Эрик
Агата Агния Алевтина Александра Алёна Алина Алиса Алла Альбина Амина Анастасия Ангелина Анжела Анжелика Анна Антонина
Арина Белла Валентина Валерия Варвара Василиса Вера Вероника Виктория Виолетта Галина Дана Дарья Диана Динара Ева Евгения
Евдокия Екатерина Елена Елизавета Жанна Зинаида Злата Зоя Илона Инга Инна Ирина Капитолина Карина Каролина Кира Клавдия
Клара Кристина Ксения Лада Лариса Лейла Лидия Лилия Лия Лолита Любовь Людмила Майя Маргарита Марианна Марина Мария Марфа
Марьяна Милана Милена Надежда Наталия Наталья Нелли Ника Нина Нонна Оксана Олеся Ольга Пелагея Полина Прасковья Раиса
Регина Римма Роза Сабина Светлана Серафима Снежана София Софья Стелла Таисия Тамара Татьяна Ульяна Фаина Фатима Эвелина
Элеонора Элина Элла Эльвира Эльмира Эмилия Эмма Юлия Яна Ярослава Аида Айна Гульнара Гульмира Гузель Зарина Зульфия Индира
Камила Кымбат Мадина Наргиза Рената Роксана Саида Салима Севара Элиза
Абай Абзал Адиль Әділ Адилет Азамат Азат Айбек Айдар Айдын Алдияр Алибек Әлібек Алихан Әлихан Алишер Алмас Алмат Амангельды
Амир Әмір Ануар Әнуар Арсен Арыстан Асан Асет Әсет Аскар Асқар Асхат Асылбек Ахмет Бақыт Бакыт Бауыржан Бауржан Бахтияр Бекзат
Берик Берік Болат Бекжан Габит Ғабит Галым Ғалым Галымжан Ғалымжан Дамир Данияр Дарын Даулет Дәулет Думан Ерасыл Ербол Ергали
Ерғали Ержан Ерзан Ерлан Ернар Ернур Ернұр Жандос Жанибек Жәнібек Жарас Жасулан Жомарт Жумабек Жұмабек Зангар Ибрагим Канат
Қанат Кайрат Қайрат Касым Қасым Каиржан Қайыржан Куаныш Қуаныш Куат Қуат Мади Мансур Мақсат Максат Марат Мейрам Медет Мирас
Мұрат Мухтар Мұхтар Нариман Нурбек Нұрбек Нурболат Нұрболат Нурдаулет Нуржан Нұржан Нурлан Нұрлан Нурсултан Нұрсұлтан Олжас
Омар Оразбек Рахат Рахим Рауан Рүстем Рустем Сабит Сакен Сәкен Самат Санжар Сейтжан Серик Серік Серікбай Султан Сұлтан Талгат
Талғат Темирлан Темірлан Тимур Тлеген Төлеген Тулеген Улан Ұлан Шерхан Ыбырай Ырыс Еркебулан Еркебұлан Ерболат Бейбит Бейбіт
Агила Айгерим Айгерім Айгуль Айгүл Айдана Айжан Айзада Айзат Айнагуль Айнұр Айнур Айсулу Айсұлу Айша Акбота Ақбота Акерке
Ақерке Алия Әлия Алмагуль Альмира Алтынай Аружан Аружан Асель Әсел Асем Әсем Асия Әсия Ақмарал Бакытгуль Балжан Балнур Балнұр
Баян Бибигуль Бибігүл Ботагоз Ботагөз Гаухар Гулим Гүлім Гульжан Гүлжан Гульнар Гүлнар Гульсум Дамира Дана Дилара Динара
Диляра Жазира Жайна Жамиля Жәмила Жанар Жанель Жанерке Жания Жансая Жанат Жулдыз Жұлдыз Зауре Зәуре Зере Инкар Інкәр Камшат
Қамшат Карлыгаш Қарлығаш Куляш Күләш Куралай Құралай Лаура Лаззат Ләззат Мадина Майра Макпал Мақпал Меруерт Молдир Мөлдір
Назгуль Назгүл Назерке Назым Назира Нургуль Нұргүл Нурай Нұрай Нуржамал Нұржамал Перизат Раушан Сабина Сауле Сәуле Салтанат
Сания Сара Сымбат Томирис Томирис Толкын Толқын Торгын Торғын Улжан Ұлжан Фариза Шолпан Шынар Эльнара Ұлболсын Улболсын Шырын
`

/** What people call themselves and one another. */
const SHORT = `
Саша Саня Алёша Лёша Толя Боря Вадик Валера Вася Витя Влад Володя Вова Гена Гоша Гриша Дима Митя Женя Ваня Костя Лёня
Максимка Миша Коля Паша Петя Рома Слава Сева Серёжа Стас Степа Тёма Федя Юра Яша Настя Аня Нюра Вика Галя Даша Лена Катя Лиза
Ира Лара Люба Люда Мила Рита Марина Маша Надя Наташа Оля Поля Рая Света Соня Таня Тина Тома Уля Юля Зина Ася Лиля Лида Ксюша Оксана
Айка Дина Динка Гуля Гулька Асем Жанна Маха Сауле Асет Даник Нурик Маке Тимоша Артёмка Кристя
Rosie Rosemary Kate Katie Liz Beth Bill Bob Tom Tim Jim Joe Mike Dave Nick Alex Sasha Sam Dan Steve Tony Maggie Meg Peggy Sue Becky Vicky
`

/** Further names, as people here and abroad bear them. */
const FURTHER = `
Ерлан Еркін Еркин Ербол Ернар Ернур Ернұр Фарид Фарит Рахима Рахиль Гульназ Гүлназ Гульнас Дархан Дәурен Даурен Максат Мақсат
Ассель Ануар Нуржан Нұржан Алма Зарема Зәрина Жомарт Оралбек Жолдасбек Айзада Айзат Айдос Адиль Әділ Азиз Аян Бауыржан Бекзат Берік
Берик Болат Данияр Дастан Думан Ескендір Жандос Жасулан Канат Қанат Кайрат Қайрат Мейрам Мирас Нұрлан Олжас Саян Сырым Талгат Талғат
Толеген Төлеген Ұлан Улан Асхат Алмаз Амир Әмір Ғалым Галым Жалгас Жалғас Заур Ислам Ермек Марлен Мансур Нурсултан Нұрсұлтан Рауан Самат Санжар
Серік Серик Темирлан Темірлан Шынгыс Шыңғыс Ырысты Айнур Айнұр Айдана Аружан Акерке Ақерке Алия Әлия Баян Венера Галия Ғалия Дария Жибек Жібек
Инара Карима Кәмила Камила Малика Нургуль Роза Сандугаш Сандуғаш Саня Ұлпан Фируза Халида Шарипа Эльза Эльмира Лейла Ляззат Сабира Кайша Кайыпжан
Ингрид Ирма Марта Луиза Моника Паула Сюзанна Тереза Урсула Мартин Оскар Отто Рихард Фридрих Эрнест Юрген
Ingrid Martin Oscar Otto Eva Irma Monica Paula Susanna Theresa Ursula Fiona Claire Clare Sean Liam Noah Ethan Mason Lucas Oliver Leo Hugo Ella Mia
Isabel Isabella Charlotte Amelia Chloe Zoe Nora Norah Ruth Esther Judith Marie Marion Louise Pierre Jean Luc Hans Karl Klaus Jürgen Lars Erik Sven Olaf
Muhammad Muhammed Mohammed Mohamed Ahmed Ali Hassan Omar Ibrahim Yusuf Fatima Aisha Leyla Mehmet Mustafa Bryan Allan Alan Philip Phillip Geoffrey Jonathon
`

const ENGLISH = `
James John Robert Michael William David Richard Joseph Thomas Charles Daniel Matthew Anthony Mark Donald Steven Paul Andrew
Joshua Kenneth Kevin Brian George Edward Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin
Scott Brandon Benjamin Samuel Gregory Frank Alexander Patrick Jack Dennis Jerry Tyler Aaron Adam Nathan Henry Peter Kyle Tom
Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Margaret Sandra Ashley Emily Kimberly
Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Amy Angela Anna Emma Olivia Sophia
Hannah Grace Julia Maria Catherine Kate Katherine Katharine Helen Alice Jane Ann Anne Lucy Rachel Victoria Diana
`

const KNOWN = new Set(
  `${NAMES} ${SHORT} ${FURTHER} ${ENGLISH}`
    .toLowerCase()
    .split(/\s+/u)
    .filter((name) => name !== ''),
)

const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    ә: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ғ: 'g',
    д: 'd',
    е: 'e',
    ё: 'o',
    ж: 'j',
    з: 's',
    и: 'i',
    й: 'i',
    к: 'k',
    қ: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    ң: 'n',
    о: 'o',
    ө: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ұ: 'u',
    ү: 'u',
    ф: 'f',
    х: 'h',
    һ: 'h',
    ц: 's',
    ч: 'c',
    ш: 's',
    щ: 's',
    ъ: '',
    ы: 'i',
    і: 'i',
    ь: '',
    э: 'e',
    ю: 'iu',
    я: 'ia',
  }),
)

/** How a name sounds in Latin letters, whatever the manner of writing: Айгерим, Aigerim and Aygerim are one. */
function sound(name: string): string {
  const latin = name.replace(/\p{L}/gu, (letter) => LATIN.get(letter) ?? letter)
  return latin
    .replace(/zh|dzh/gu, 'j')
    .replace(/kh|gh/gu, 'h')
    .replace(/sh|sch|z|ts/gu, 's')
    .replace(/ch/gu, 'c')
    .replace(/[yj](?=[aeiou])/gu, 'i')
    .replace(/y/gu, 'i')
    .replace(/q|x/gu, 'k')
    .replace(/w/gu, 'v')
    .replace(/(\p{L})\1+/gu, '$1')
}

/** Whether a word is a given name in its nominative, ё and е alike. */
export function isGivenName(word: string): boolean {
  const name = word.toLowerCase()
  if (KNOWN.has(name) || KNOWN.has(name.replaceAll('е', 'ё')) || YO_FOLDED.has(name)) return true
  return /^[a-z]{4,14}$/u.test(name) && SOUNDS.has(sound(name))
}

const YO_FOLDED = new Set([...KNOWN].map((name) => name.replaceAll('ё', 'е')))

const SOUNDS = new Set(
  `${NAMES} ${FURTHER}`
    .toLowerCase()
    .split(/\s+/u)
    .filter((name) => /^[а-яёәғқңөұүһі]{4,}$/u.test(name))
    .map(sound),
)
