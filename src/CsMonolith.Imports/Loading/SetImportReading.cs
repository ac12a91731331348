using System.Text.Json;
using CsMonolith.DelimitedText;
using CsMonolith.Imports.Files;
using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>
/// Say how a file is to be read, where it was not understood as it is meant. The headings are mapped afresh, and the
/// source's next file is read the same.
/// </summary>
/// <param name="Read">The version that the caller read.</param>
internal sealed record SetImportReading(Guid ImportId, IfMatch Read, [property: Body] ImportReading Reading)
    : ICommand<ShownImport>;

internal sealed class SetImportReadingValidator : AbstractValidator<SetImportReading>
{
    private const int MostColumns = 200;

    public SetImportReadingValidator()
    {
        RuleFor(ask => ask.Reading.Sheet).MaximumLength(100);
        RuleFor(ask => ask.Reading.HeaderLine).InclusiveBetween(0, 1000);
        RuleFor(ask => ask.Reading.Encoding)
            .MaximumLength(20)
            .Must(name => name is null || TextEncodings.Names.Contains(name))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? $"encoding は {string.Join("、", TextEncodings.Names)} のいずれかです。"
                    : $"'encoding' is one of {string.Join(", ", TextEncodings.Names)}."
            );
        RuleFor(ask => ask.Reading.Columns!.Count)
            .LessThanOrEqualTo(MostColumns)
            .When(ask => ask.Reading.Columns is not null);
        RuleForEach(ask => ask.Reading.Columns)
            .ChildRules(column =>
                column.RuleFor(one => one.Value).NotNull().SetValidator(new ColumnReadingValidator())
            );
    }
}

internal sealed class ColumnReadingValidator : AbstractValidator<ColumnReading>
{
    private const int MostWords = 500;
    private const int LongestWord = 200;

    public ColumnReadingValidator()
    {
        RuleFor(column => column.Constant).Length(1, LongestWord);
        RuleFor(column => column.Zone)
            .MaximumLength(10)
            .Must(zone => zone is null || ColumnReading.OffsetOf(zone) is not null)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "zone は +09:00 や UTC のように書いてください。"
                    : "'zone' is written like +09:00 or UTC."
            );
        RuleFor(column => column.Words!.Count).LessThanOrEqualTo(MostWords).When(column => column.Words is not null);
        RuleForEach(column => column.Words)
            .ChildRules(word =>
            {
                word.RuleFor(one => one.Key).MaximumLength(LongestWord);
                word.RuleFor(one => one.Value).NotNull().MaximumLength(LongestWord);
            });
    }
}

internal sealed class SetImportReadingHandler(ImportsDb db, ImportRights rights)
    : IRequestHandler<SetImportReading, Result<ShownImport>>
{
    public async Task<Result<ShownImport>> Handle(SetImportReading ask, CancellationToken cancellationToken)
    {
        if (await rights.Find(db, ask.ImportId, cancellationToken) is not { } import)
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        if (ask.Read.Refuses(import) is { } stale)
        {
            return stale;
        }

        if (await db.LiveJob(import, cancellationToken) is { } job)
        {
            return ImportErrors.Busy(job);
        }

        var kind = rights.Find(import.Kind)!;
        if (Faults(kind, ask.Reading) is { Count: > 0 } faults)
        {
            return PlatformErrors.Invalid(faults);
        }

        var remembered = await db.Remembered(import, cancellationToken);
        var found = FileReadings.Find(kind, await db.BytesOf(import, cancellationToken), remembered, ask.Reading);
        if (found.Error is { } unreadable)
        {
            return unreadable;
        }

        var (layout, rows, mapping) = found.Value;
        if (import.ReadAs(layout, rows, mapping).Error is { } refusal)
        {
            return refusal;
        }

        // Each file has an encoding of its own; which columns are meant how is the source's habit.
        remembered.Reading = JsonSerializer.Serialize(ask.Reading with { Encoding = null }, Wire.Json);
        await db.SaveChangesAsync(cancellationToken);
        return ShownImport.Of(import, kind);
    }

    private static List<FieldFault> Faults(ImportKind kind, ImportReading reading)
    {
        var names = kind.Columns.Select(column => column.Name).ToList();
        var faults = new List<FieldFault>();
        foreach (var (name, column) in reading.Columns ?? new Dictionary<string, ColumnReading>())
        {
            if (kind.Columns.FirstOrDefault(one => one.Name == name) is not { } known)
            {
                faults.Add(ImportErrors.NoSuchColumn($"columns/{name}", name, names));
            }
            else if (column.ExclusiveEnd && known.Type != ColumnType.Day)
            {
                faults.Add(ImportErrors.NoEnd(name));
            }
        }

        return faults;
    }
}

internal sealed class SetImportReadingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/imports/{importId}/reading",
                async Task<Results<Ok<ShownImport>, ProblemHttpResult>> (
                    Guid importId,
                    ImportReading reading,
                    IfMatch read,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var set = await mediator.Send(new SetImportReading(importId, read, reading), cancellation);
                    return set.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(set.Value.Tag(http));
                }
            )
            .WithName(nameof(SetImportReading))
            .WithSummary("Say how a file is to be read")
            .WithDescription(
                "Sheet, line of the headings (0: none, the columns are then (1), (2), …) and encoding of the file; for "
                    + "a column a constant, the order of its dates, the zone of its times, whether its ends are the "
                    + "first day that is not meant, and what its words stand for. What is left out is found out. The "
                    + "mapping is proposed afresh; all but the encoding is remembered for the source."
            )
            .WithExample(
                new ImportReading(
                    null,
                    1,
                    "utf-8",
                    new Dictionary<string, ColumnReading>
                    {
                        ["seats"] = new(Words: new Dictionary<string, string> { ["無制限"] = "" }),
                    }
                ),
                ShownImport.Example
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
