using System.Globalization;
using System.Text;

namespace CsMonolith.Bench.Imports;

/// <summary>A file of customers as large as wanted, as a Japanese back office writes it.</summary>
internal static class CustomerFile
{
    private const string Headings =
        "顧客コード,会社名,業種,都道府県,流入経路,従業員数,席数,利用開始日,導入目的,意思決定のしかた\r\n";

    private static readonly string[] Names = ["青空", "みなと", "はやぶさ", "東都", "西海", "北斗", "若葉", "大和"];
    private static readonly string[] Trades =
    [
        "製造業",
        "卸売業・小売業",
        "情報通信業",
        "運輸業・郵便業",
        "医療・福祉",
    ];
    private static readonly string[] Places = ["東京都", "大阪府", "愛知県", "福岡県", "北海道", "宮城県"];
    private static readonly string[] Ways = ["展示会", "紹介", "ウェブサイト", "代理店"];

    /// <summary>Makes a file.</summary>
    /// <param name="prefix">What its customers' ids begin with.</param>
    /// <param name="bytes">Its size; the last row passes it.</param>
    /// <param name="encoding">How its letters are written.</param>
    /// <returns>The file, and how many customers it has.</returns>
    public static (byte[] File, int Rows) Make(string prefix, int bytes, Encoding encoding)
    {
        using var stream = new MemoryStream(bytes + 4096);
        stream.Write(encoding.GetBytes(Headings));
        var random = new Random(1);
        var rows = 0;
        while (stream.Length < bytes)
        {
            rows++;
            stream.Write(
                encoding.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{prefix}-{rows:D7},株式会社{Of(Names)}{Of(Names)}商事 第{rows}営業所,{Of(Trades)},{Of(Places)},"
                            + $"{Of(Ways)},\"{random.Next(10, 9000):N0}\",{random.Next(1, 400)},"
                            + $"{random.Next(2015, 2026)}年{random.Next(1, 13)}月{random.Next(1, 29)}日,"
                            + $"問い合わせ対応の時間を減らす、{Of(Trades)}の事例をまねる,部長が決め、役員が承認する\r\n"
                    )
                )
            );
        }

        return (stream.ToArray(), rows);

        string Of(string[] all) => all[random.Next(all.Length)];
    }
}
