namespace CsMonolith.Demo.Company;

/// <summary>
/// Words that fictional Japanese companies and people are made of. No real company bears such a name.
/// </summary>
internal static class Names
{
    private static readonly string[] Places =
    [
        "あかね雲",
        "ひばり野",
        "つむぎ坂",
        "こもれび丘",
        "しおさい浜",
        "ゆきわり峠",
        "かささぎ橋",
        "まほろば台",
        "さざなみ岬",
        "たまゆら沢",
        "ほたる谷",
        "あけぼの原",
        "いぶき森",
        "うたかた川",
        "おぼろ月",
        "かげろう町",
        "きりん草",
        "くすのき通り",
        "すずかけ台",
        "そよかぜ平",
        "とんぼ池",
        "なごり雪",
        "はなれ島",
        "ふきのとう",
        "みずたま湖",
        "もみじ谷",
        "やまびこ峰",
        "わたげ野",
    ];

    private static readonly Dictionary<string, string[]> Trades = new(StringComparer.Ordinal)
    {
        ["製造"] = ["製作所", "精機"],
        ["物流"] = ["運送", "ロジ"],
        ["小売"] = ["商店", "マート"],
        ["建設"] = ["工務店", "建設"],
        ["食品"] = ["食品", "フーズ"],
        ["医療"] = ["医療機器", "ヘルス"],
        ["情報サービス"] = ["システム", "ソフト"],
        ["教育"] = ["学習館", "アカデミー"],
        ["不動産"] = ["地所", "ホーム"],
        ["人材"] = ["スタッフ", "キャリア"],
    };

    private static readonly string[] Families =
    [
        "佐藤",
        "鈴木",
        "高橋",
        "田中",
        "伊藤",
        "渡辺",
        "山本",
        "中村",
        "小林",
        "加藤",
        "吉田",
        "山田",
        "松本",
        "井上",
        "木村",
        "清水",
        "林",
        "斎藤",
    ];
    private static readonly string[] Givens =
    [
        "美咲",
        "翔太",
        "陽菜",
        "大輔",
        "結衣",
        "健一",
        "さくら",
        "直樹",
        "愛",
        "拓也",
        "千尋",
        "悠斗",
        "真由美",
        "亮",
        "彩香",
        "誠",
        "七海",
        "和也",
    ];

    public static IReadOnlyList<string> Industries { get; } = [.. Trades.Keys];

    public static IReadOnlyList<string> Regions { get; } =
    ["東京", "神奈川", "大阪", "愛知", "福岡", "北海道", "宮城", "広島"];

    /// <summary>The nth company of an industry; no two of the first 56 of an industry share a name.</summary>
    public static string Company(int nth, string industry)
    {
        var trade = Trades[industry];
        var core = Places[nth % Places.Length] + trade[nth / Places.Length % trade.Length];
        return nth % 3 == 0 ? core + "株式会社" : "株式会社" + core;
    }

    public static string Person(int nth) => $"{Families[nth % Families.Length]} {Givens[nth * 7 % Givens.Length]}";
}
