namespace CsMonolith.Journey.Rivals;

/// <summary>Every refusal about rival tools.</summary>
internal static class RivalErrors
{
    public static Error NameTwice(string word) =>
        JourneyErrors.Field(
            "journey.rival.name-twice",
            "/products",
            $"'{word}' names two products. Let every code and name mean one product only.",
            $"「{word}」が2つの製品を指しています。コードと名前は1つの製品だけを指すようにしてください。"
        );

    public static Error ProductInUse(string code) =>
        new(
            ErrorKind.Conflict,
            "journey.rival.product-in-use",
            $"Records of customers name the product '{code}'. Keep its code; its names may change.",
            $"製品「{code}」は顧客の記録で使われています。コードは残してください(名前は変えられます)。"
        );

    public static Error NoSuchProduct(string word) =>
        JourneyErrors.Field(
            "journey.rival.unknown-product",
            "/product",
            $"No rival product is called '{word}'. GET /v1/rival-products lists them; CS operations adds one by PUT.",
            $"「{word}」という競合製品は登録されていません。GET /v1/rival-products で確かめるか、CS Opsに登録を依頼してください。"
        );

    public static Error KnownAlready(Guid tool) =>
        new(
            ErrorKind.Conflict,
            "journey.rival.known-already",
            $"This product is on record there already, as tool {tool}. Say what changed by "
                + $"POST /v1/rival-tools/{tool}/standings.",
            $"この製品は同じ部署ですでに登録されています({tool})。変化は POST /v1/rival-tools/{tool}/standings で登録してください。"
        );

    public static Error Withdrawn { get; } =
        new(
            ErrorKind.Conflict,
            "journey.rival.withdrawn",
            "Every entry of this tool was taken back. Record it anew at its customer.",
            "この競合ツールの記録はすべて取り消されています。顧客の画面から登録し直してください。"
        );

    public static Error VoidAlready(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "journey.rival.void-already",
            $"The entry was taken back on {at:yyyy-MM-dd}. Record a new one if it holds after all.",
            $"この記録は {at:yyyy-MM-dd} に取り消されています。正しい場合は新しく登録してください。"
        );
}
