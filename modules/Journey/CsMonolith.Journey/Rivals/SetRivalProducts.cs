using System.Text.RegularExpressions;

namespace CsMonolith.Journey.Rivals;

/// <summary>Say which rival products are told apart.</summary>
internal sealed record SetRivalProducts([property: Body] RivalProductOrder Order, IfMatch Match)
    : ICommand<RivalProductRegister>;

/// <param name="Products">All of them, in the order in which they are shown.</param>
internal sealed record RivalProductOrder(IReadOnlyList<RivalProduct> Products);

internal sealed partial class SetRivalProductsValidator : AbstractValidator<SetRivalProducts>
{
    public SetRivalProductsValidator()
    {
        RuleFor(ask => ask.Order.Products.Count).LessThanOrEqualTo(RivalProducts.Most);
        RuleForEach(ask => ask.Order.Products)
            .ChildRules(product =>
            {
                product.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches(Code);
                product
                    .RuleFor(one => one.Name)
                    .MaximumLength(100)
                    .Must(HasLetters)
                    .WithMessage(_ => ProblemAnswers.InJapanese ? "名前を入力してください。" : "Give a name.");
                product.RuleFor(one => one.Vendor).MaximumLength(100);
                product.RuleFor(one => one.AlsoCalled.Count).LessThanOrEqualTo(20);
                product
                    .RuleForEach(one => one.AlsoCalled)
                    .MaximumLength(100)
                    .Must(HasLetters)
                    .WithMessage(_ => ProblemAnswers.InJapanese ? "名前を入力してください。" : "Give a name.");
            })
            .OverridePropertyName("products");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code { get; }

    private static bool HasLetters(string? name) => name is not null && PlainWord.Of(name).Length > 0;
}

internal sealed class SetRivalProductsHandler(JourneyDb db)
    : IRequestHandler<SetRivalProducts, Result<RivalProductRegister>>
{
    public async Task<Result<RivalProductRegister>> Handle(SetRivalProducts ask, CancellationToken cancellation)
    {
        var register = await RivalProducts.Present(db, cancellation);
        var inUse = await db.Set<RivalTool>().Select(tool => tool.Product).Distinct().ToListAsync(cancellation);
        if ((ask.Match.Refuses(register) ?? register.Arrange(ask.Order.Products, inUse).Error) is { } refusal)
        {
            return refusal;
        }

        if (register.Version == 0)
        {
            db.Set<RivalProducts>().Add(register);
        }

        await db.SaveChangesAsync(cancellation);
        return RivalProductRegister.Of(register);
    }
}

internal sealed class SetRivalProductsEndpoint : IEndpoint
{
    private static readonly IReadOnlyList<RivalProduct> Shown =
    [
        RivalProduct.Example,
        new("spreadsheet", "表計算", Vendor: null, ["Excel", "エクセル"]),
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/rival-products", (RivalProductOrder order, IfMatch match) => new SetRivalProducts(order, match))
            .WithSummary("Say which rival products are told apart")
            .WithDescription(
                "Replaces the whole register. A code, a name and another name mean one product only; width, case, spaces "
                    + "and hyphens do not count. A product that a customer's record names stays."
            )
            .WithExample(new RivalProductOrder(Shown), new RivalProductRegister(Shown, Version: 1))
            .WithProblems(400, 401, 403, 409, 412, 428);
}
