namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>How a proposal is written.</summary>
internal enum ProposalFormat
{
    /// <summary>One page of HTML that needs nothing else.</summary>
    Html,

    /// <summary>A4, printed from the HTML; needs Chromium on the server.</summary>
    Pdf,

    /// <summary>Slides with text and tables, no pictures of them.</summary>
    Pptx,
}

/// <summary>In which language a proposal is written.</summary>
internal enum ProposalLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>Japanese.</summary>
    Ja,
}

/// <summary>
/// A proposal as a document. All formats are written from the same pages, so their figures are the same.
/// </summary>
internal sealed record GetProposalDocument(Guid ProposalId, ProposalFormat Format, ProposalLanguage Language)
    : IQuery<ProposalDocument>,
        ISensitiveQuery;

internal sealed record ProposalDocument(string FileName, string MediaType, byte[] Bytes);

internal sealed class GetProposalDocumentValidator : AbstractValidator<GetProposalDocument>
{
    public GetProposalDocumentValidator()
    {
        RuleFor(ask => ask.Format).IsInEnum();
        RuleFor(ask => ask.Language).IsInEnum();
    }
}

internal sealed class GetProposalDocumentHandler(RevenueDb db, AccountVisibility visibility, PdfPrinter printer)
    : IRequestHandler<GetProposalDocument, Result<ProposalDocument>>
{
    public const string PptxType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    public async Task<Result<ProposalDocument>> Handle(GetProposalDocument ask, CancellationToken cancellationToken)
    {
        if (
            await db.Set<Proposal>()
                .AsNoTracking()
                .SingleOrDefaultAsync(one => one.Id == ask.ProposalId, cancellationToken)
                is not { } proposal
            || !await visibility.Sees(proposal.AccountId, cancellationToken)
        )
        {
            return PlatformErrors.NotFound("proposal", ask.ProposalId);
        }

        var (contents, japanese) = (proposal.Read(), ask.Language == ProposalLanguage.Ja);
        var (title, pages) = (ProposalPages.TitleOf(contents, japanese), ProposalPages.Of(contents, japanese));
        var name = $"proposal-{contents.AsOf:yyyyMMdd}";
        if (ask.Format == ProposalFormat.Pptx)
        {
            return new ProposalDocument($"{name}.pptx", PptxType, PptxProposal.Write(title, pages));
        }

        var html = HtmlProposal.Write(title, pages, japanese);
        if (ask.Format == ProposalFormat.Html)
        {
            return new ProposalDocument(
                $"{name}.html",
                "text/html; charset=utf-8",
                System.Text.Encoding.UTF8.GetBytes(html)
            );
        }

        var printed = await printer.Print(html, cancellationToken);
        return printed.Error is { } refusal
            ? refusal
            : new ProposalDocument($"{name}.pdf", "application/pdf", printed.Value);
    }
}

internal sealed class GetProposalDocumentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/proposals/{proposalId}/document",
                async Task<Results<FileContentHttpResult, ProblemHttpResult>> (
                    Guid proposalId,
                    ProposalFormat? format,
                    ProposalLanguage? language,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var spoken = ProblemAnswers.InJapanese ? ProposalLanguage.Ja : ProposalLanguage.En;
                    var document = await mediator.Send(
                        new GetProposalDocument(proposalId, format ?? ProposalFormat.Html, language ?? spoken),
                        cancellation
                    );
                    return document.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.File(document.Value.Bytes, document.Value.MediaType, document.Value.FileName);
                }
            )
            .Produces<string>(
                StatusCodes.Status200OK,
                "text/html",
                "application/pdf",
                GetProposalDocumentHandler.PptxType
            )
            .WithName(nameof(GetProposalDocument))
            .WithSummary("Download a proposal as HTML, PDF or PPTX, in Japanese or English")
            .WithDescription(
                "format is html (default), pdf or pptx. language is that of Accept-Language unless it is "
                    + "given. PDF is refused with 409 where the server has no Chromium."
            )
            .WithExample(
                null,
                "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>株式会社青空 "
                    + "ご提案</title></head><body></body></html>"
            )
            .WithProblems(400, 401, 403, 404, 409);
}
