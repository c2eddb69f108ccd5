//! Names of fields in other languages than English, by the English words that the rules know.
//!
//! Comes in: a word of a name. Goes out: the English words for it. Words that are another thing in English, such as `by` and `data`,
//! are not here; some rules know them.

use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;

use crate::import::letters;

/// English words, with those of other languages that mean the same. Accents do not count.
#[rustfmt::skip]
const GLOSSARY: &[(&str, &str)] = &[
    ("name", "اسم שם نام नाम ชื่อ ชื่องาน име ονομασία სახელი \
              adı ime nimetus pavadinimas nosaukums nafn tên \
              naam navn namn nimi nazwa název názov naziv nume nama bezeichnung intitulé libellé denominación denominazione \
              veranstaltungsname название наименование назва ονομα 名称 名前 题目 イベント名 会议名称 活动名称 大会名 이름 행사명 명칭"),
    ("title", "عنوان כותרת शीर्षक \
              titolo titulek titlu tytuł otsikko başlık judul overskrift veranstaltungstitel заголовок τιτλος 标题 標題 タイトル 제목"),
    ("event", "مؤتمر فعالية حدث ملتقى כנס אירוע رویداد همایش کنفرانس सम्मेलन कार्यक्रम งาน กิจกรรม งานประชุม събитие događaj događanje εκδήλωση συνέδριο rendezvény renginys pasākums \
              wydarzenia odbycia akce akcia podujatie podujatia konání konania wydarzenie událost udalosť esemény etkinlik evenemang begivenhed tapahtuma arrangement acara kegiatan évènement événement \
               мероприятие событие подія захід εκδηλωση 活动 活動 イベント 催し 행사 이벤트"),
    ("conference", "konferencja konference konferencija konferenca konferans konferensi konferencia konferenssi conferenza conferentie \
                    congresso congreso congrès konferens tagung kongress конференция конференція 会议 會議 大会 学会 학회 학술대회 컨퍼런스"),
    ("date", "موعد तिथि दिनांक तारीख วันที่จัด วันจัดงาน ημερομηνίες \
              tarihi tarihleri günü kuupäev dagsetning ngày التاريخ تاريخ תאריך วันที่ \
              dato datoer päivä päivämäärä pvm tarih tanggal kiedy kdy mikor când när når hvornår milloin wanneer cuándo quando datums \
              termine terminy veranstaltungsdatum zeitraum období kesto даты дати когда коли ημερομηνια 日期 日時 日付 日程 期間 開催日 \
              開催日時 開催期間 会期 会议时间 会议日期 举办时间 举办日期 날짜 일시 일정 기간 개최일 행사일 행사일정"),
    ("time", "وقت ساعة שעה समय เวลา ώρα час часы \
              uhrzeit orario godzina hodina klokkeslæt klokkeslett tijd saat время 时间 時間 時刻 시간 시각"),
    ("start date", "startdato anfangsdatum beginndatum dataeinizio datainizio datadebut fechainicio datainicio 开始日期 開始日 시작일 시작일시"),
    ("start", "بداية بدء شروع آغاز תחילה התחלה शुरू शुरुआत प्रारंभ आरंभ เริ่ม เริ่มต้น วันเริ่ม วันที่เริ่ม начала έναρξη pradžia sākums \
              od rozpoczęcia rozpoczęcie zahájení zahájenie inizio inicia começo startet beginnt aloitus alku alkaa początek začátek začiatok početak kezdet kezdés kezdete başlangıç mulai \
               dal desde depuis vanaf начало початок 开始 開始 시작"),
    ("end date", "enddatum enddato slutdatum slutdato sluttdato einddatum datafine fechafin fechafinal datafim 结束日期 終了日 종료일 종료일시"),
    ("end", "نهاية انتهاء پایان סיום समाप्ति समाप्त สิ้นสุด วันสิ้นสุด วันที่สิ้นสุด окончания завершения završetak λήξη край pabaiga beigas \
              zakończenia zakończenie ukončení ukončenie fine slut slutt loppu päättyy koniec konec vége bitiş selesai hasta einde конец окончание завершение кінець 结束 終了 종료"),
    ("place", "محل מקום स्थान สถานที่จัด สถานที่จัดงาน проведения \
              yer yeri konum lloc lekua vieta koht staður điểm място المكان مكان מיקום สถานที่ \
              miejsce místo miesto mjesto hely helyszín mekan tempat lokasi lokalizacja lokalita locatie locație plats plass sted paikka \
               dove dónde waar hvor var missä kde gdzie endroit emplacement localisation standort tagungsort austragungsort место \
               где місце τοποθεσια 地点 地點 場所 開催地 会议地点 举办地 举办地点 장소 위치 개최지 개최장소"),
    ("venue", "veranstaltungsstätte tagungsstätte räumlichkeit räumlichkeiten espaço espacio auditorio auditório struttura obiekt gebouw zaallocatie salon 场馆 場館 \
              sede lokal zaal salle gebäude edificio bâtiment budova площадка зал 会场 會場 会場 행사장"),
    ("city", "población woonplaats \
              مدينة شهر עיר शहर नगर เมือง จังหวัด град \
              miejscowość ciutat grad miestas pilsēta linn \
              città miasto stad kaupunki şehir kota oraș comune commune gemeinde municipio város город πολη 城市 都市 도시"),
    ("country", "دولة بلد کشور מדינה ארץ देश ประเทศ држава държава \
              riik šalis valsts \
              paese kraj země krajina država ország ülke negara страна країна χωρα 国家 國家 国 国名 国家地区 나라 국가"),
    ("address", "adres adresa adress osoite indirizzo morada anschrift alamat адрес адреса 地址 住所 주소"),
    ("website", "وبسایت אתר वेबसाइट เว็บไซต์ ιστοσελίδα \
              sitesi websitesi sayfası koduleht vefsíða svetainė \
              sito sitoweb siteweb siteinternet internetseite webadresse strona stránka stránky hemsida hjemmeside nettside kotisivu verkkosivu \
                 verkkosivusto honlap situs paginaweb сайт вебсайт 网站 網站 官网 公式サイト サイト 홈페이지 웹사이트 사이트"),
    ("link", "رابط لینک קישור लिंक ลิงก์ ลิงค์ връзка σύνδεσμος poveznica \
              bağlantısı \
              odkaz lenke länk linkki bağlantı tautan ссылка посилання 链接 鏈接 网址 リンク 링크"),
    ("description", "kurzbeschreibung inhalt detalles dettagli keterangan 概要 \
              وصف توضیحات תיאור विवरण รายละเอียด คำอธิบาย περιγραφή \
              descrizione descrição descriptif opis popis kuvaus beskrivning beskrivelse leírás açıklama deskripsi omschrijving \
                     описание опис 简介 描述 説明 内容 详情 설명 내용"),
    ("notes", "комментарий комментарии \
              hinweis hinweise anmerkung anmerkungen bemerkungen kommentar remarque remarques observaciones observações notas uwagi poznámka \
               opmerkingen примечание 備考 备注 비고"),
    ("tags", "themenbereich themenbereiche themenfeld themenfelder themenschwerpunkt schwerpunkt schwerpunkte étiquettes étiquette thématique thématiques temáticas               assunto assuntos tópico tópicos tematiche etichette ambiti tematyka trefwoorden trefwoord 关键词 關鍵詞 キーワード 키워드 \
              تخصص مجال موضوع تصنيف محور נושא קטגוריה תחום حوزه विषय श्रेणी หมวดหมู่ หัวข้อ тематика рубрика направление раздел область oblast obor téma témata kategorie kategória tema kategorija područje θέμα κατηγορία aihealue vakgebied domeniu subiect alan ambito settore sparte fachbereich område topik bidang dziedzina teema 領域 学科 方向 研究方向 研究领域 研究領域 専門分野 学科领域 연구분야 학문분야 类型 영역 \
              konu konular konusu etiket etiketler témák \
              tagi tematy temat kategoria kategori emne emner ämnen tunnisteet aihe aiheet тема темы теми теги категория категорії 标签 主题 类别 领域 \
              タグ テーマ カテゴリ 分野 ジャンル 분야 분류 주제 태그 카테고리"),
    ("motto", "przewodni przewodnia przewodnie hasło"),
    ("deadline", "مهلت กำหนดส่ง προθεσμία \
              sontarih tähtaeg hạn batas \
              scadenza scadenze échéance datelimite fechalimite uzávěrka határidő indleveringsfrist дедлайн срок 截稿 截稿日期 截止 截止日期 投稿截止 \
                  締切 締切日 締め切り 応募締切 投稿締切 마감 마감일 제출마감 논문마감"),
    ("abstract", "résumé resumen resumo riassunto \
              초록 摘要 要旨 抄録 アブストラクト"),
    ("notification", "通知 录用 录用通知 錄取通知 結果通知 结果通知 採否通知 採択通知 통보 결과통보"),
    ("proposal", "提案"),
    ("agenda", "议程 議程"),
    ("paper", "논문 论文 論文"),
    ("registration", "rejestracji zapisy zapisów registraci registrácia registrácie přihlášky přihlašování prihlášky prihlasovanie \
              kayıt kayıtlar registracija prijava \
              inscripción inscripciones inscription inscriptions iscrizione iscrizioni inscrição inscrições anmeldung anmeldungen aanmelding \
                      rejestracja registrace tilmelding påmelding anmälan ilmoittautuminen aanmelden inschrijven inschrijving anmelden inscribirse регистрация реєстрація 注册 註冊 报名 报名时间 参加登録 申込 申込期間 \
                      등록 접수 접수기간 참가신청 신청"),
    ("submission", "nadsyłanie nadsyłania подача подачи заявок приём приема vortragseinreichung 征稿 征文 募集 応募 \
              تقديم للتقديم إرسال הגשה הגשת जमा ส่งบทความ \
              başvuru başvurular başvurusu bildiri bildiriler gönderim \
              zgłoszeń zgłoszenia zgłoszenie envío envios soumissions inzending invio beiträge beitragseinreichung příspěvky bidrag 投稿 投稿期限 提交 투고"),
    ("language", "sprachen vortragssprache langues idiomas lengua lingue języki voertaal \
              لغة زبان שפה भाषा ภาษา γλώσσα \
              lingua język jazyk språk sprog kieli nyelv dil bahasa taal язык мова 语言 言語 언어"),
    ("format", "طريقة รูปแบบ \
              formato modalidad modalidade modalità veranstaltungsformat формат 形式 参加形式 개최형식 진행방식"),
    ("street", "straße rue calle rua ulica straat ulice gade gatan улица вулиця"),
    ("call", "appel nabór naboru chamada chiamata"),
    ("talk", "докладов 演讲 議題 议题 発表"),
    ("opening", "开放 開放 ouverture apertura abertura otwarcie otevření öffnung eröffnung"),
    ("close", "clôture cierre encerramento chiusura zamknięcie sluiting uzavření"),
    ("online", "distanciel ligne línea zdalnie zdalne zdalna afstand etänä verkossa онлайн дистанционно 线上 オンライン 온라인 çevrimiçi daring"),
    ("remote", "remoto remota distancia visio visioconférence"),
    ("province", "województwo provincie län 省份 省 都道府県 시도"),
    ("series", "reihe veranstaltungsreihe série serie seria серия 系列 シリーズ 시리즈"),
    ("latitude", "breitengrad latitud latitudine 纬度 緯度 위도"),
    ("longitude", "längengrad longitud longitudine 经度 経度 경도"),
    ("month", "mese miesiąc maand måned månad kuukausi měsíc месяц 月份 月 월"),
    ("last", "آخر \
              son"),
    ("added", "añadido añadida agregado agregada alta hinzugefügt hinzugefuegt aufgenommen eingetragen erfasst ajouté ajoutée ajout aggiunto aggiunta dodano \
               toegevoegd eklendi eklenme tillagd tilføjet lisätty přidáno pridané hozzáadva adăugat adicionado incluido добавлено додано \
               追加 追加日 登録日 添加 添加日期 收录 추가일"),
    ("created", "erstellt angelegt creado creada créé créée creato creata criado utworzono aangemaakt oluşturulma skapad oprettet luotu vytvořeno создано \
                 作成 作成日 创建 创建时间 생성일"),
    ("updated", "actualizado actualizada actualización aktualisiert aktualisierung geändert aggiornato aggiornata aggiornamento zaktualizowano \
                 aktualizacja bijgewerkt güncellendi güncelleme uppdaterad opdateret päivitetty aktualizováno frissítve atualizado обновлено оновлено 更新 更新日 \
                 更新日時 更新时间 업데이트"),
    ("published", "publicado publicada publié publiée veröffentlicht pubblicato gepubliceerd opublikowano publicerad julkaistu yayınlandı опубликовано \
                   公開日 掲載日 发布 发布日期 发布时间"),
    ("organizer", "منظم منظمة جهة מארגן आयोजक ผู้จัด ผู้จัดงาน διοργανωτής \
              organizatora organizatorzy organizátora veranstalter veranstalterin organisateur organisateurs organizador organizadores organizzatore organizator pořadatel järjestäjä \
                   arrangör arrangør rendező düzenleyen organisator penyelenggara ausrichter gastgeber организатор організатор 主办 主办方 主办单位 主催 主催者 \
                   주최 주관 주최사"),
    ("speaker", "referent referentin referenten redner rednerin vortragender intervenant intervenants orateur ponente ponentes orador oradores relatore \
                 relatori palestrante palestrantes prelegent prelegenci spreker sprekers puhuja foredragsholder докладчик докладчики спикер спікер \
                 讲者 演讲者 嘉宾 講師 登壇者 발표자 연사 강사"),
];

/// The article that words of a script may begin with, by their first letter.
fn article(first: char) -> Option<&'static str> {
    match first {
        '\u{5d0}'..='\u{5ea}' => Some("ה"),
        '\u{620}'..='\u{6ff}' => Some("ال"),
        _ => None,
    }
}

/// The key of a word: in ASCII and lower case; a word of another script keeps its letters, since `مدينة` is a city and `מדינה` a country.
fn key(word: &str) -> String {
    // Nearly all words.
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let word = letters::fold(word);
    if word.starts_with(letters::is_of_script) { word.into_owned() } else { any_ascii(&word).to_lowercase() }
}

/// The English words for those that a word of Chinese, Japanese or Korean is made of: `征稿截止` is a submission and a deadline.
pub(super) fn english_of_parts(word: &str) -> Vec<&'static str> {
    const LONGEST: usize = 6;
    let mut words = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, char)| at + char.len_utf8()).take(LONGEST).collect::<Vec<_>>();
        // A letter alone is one of many words.
        let known = ends.iter().skip(1).rev().find_map(|end| english(&rest[..*end]).map(|english| (*end, english)));
        words.extend(known.map(|(_, english)| english));
        rest = &rest[known.map_or(ends[0], |(end, _)| end)..];
    }
    words
}

/// The English words for a word.
pub(super) fn english(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
        let pairs =
            GLOSSARY.iter().flat_map(|(english, words)| words.split_whitespace().map(move |word| (word, *english)));
        let with_article = |word: &str| {
            let article = word.chars().next().and_then(article);
            article.map(|article| key(&format!("{article}{word}")))
        };
        pairs
            .flat_map(|(word, english)| {
                with_article(word).into_iter().chain([key(word)]).map(move |key| (key, english))
            })
            .collect()
    });
    WORDS.get(&key(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::guess::words::{self, Tokens};

    #[test]
    fn names_of_fields_are_known_in_many_languages() {
        for (names, expected) in [
            ("Titolo tytuł otsikko タイトル 제목", "title"),
            ("Название nazwa название 名称 이름", "name"),
            ("dónde miejsce místo sted 場所 장소", "place"),
            ("Город città 城市 도시", "city"),
            // Czech, Russian and Ukrainian mean a place or a city by words that are one in ASCII: a place is read as either.
            ("místo место město місто", "place"),
            ("початок inizio začátek 시작", "start"),
            ("startdato 開始日 시작일", "start date"),
            ("scadenza 締切 마감일 дедлайн", "deadline"),
            ("inscrição Anmeldung 접수 rejestracji registrácia přihlášky", "registration"),
            ("wydarzenie odbycia konání podujatie", "event"),
            ("od rozpoczęcia zahájení", "start"),
            ("do zakończenia ukončení", "end"),
            ("veranstalter 主催 주최 المنظم", "organizer"),
            ("المدينة مدينة עיר העיר शहर เมือง град", "city"),
            ("الدولة کشور देश ประเทศ država", "country"),
            ("التخصص נושא विषय тематика alan", "tags"),
            ("بداية начала เริ่ม έναρξη", "start"),
        ] {
            for name in names.split(' ') {
                assert_eq!(Tokens::of(name).0.join(" "), expected, "{name}");
            }
        }
    }

    #[test]
    fn each_word_means_one_thing() {
        let mut known = std::collections::HashMap::new();
        for (english, list) in GLOSSARY {
            for word in list.split_whitespace().map(key) {
                let other = known.insert(word.clone(), english);
                assert!(other.is_none_or(|other| other == english), "{word}: {other:?} and {english}");
            }
        }
        let is_other = |(word, english): &(&String, &&&str)| words::is_known(word) && word.as_str() != ***english;
        assert_eq!(known.iter().filter(is_other).map(|(word, _)| word).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
