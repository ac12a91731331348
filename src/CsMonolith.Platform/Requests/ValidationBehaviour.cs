using System.Globalization;
using System.Text.Json;
using CsMonolith.Kernel;
using FluentValidation;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Marks a staged command whose fields come in a body, so that the pointers of its faults lead into that.
/// </summary>
public interface IComesInABody;

/// <summary>Refuses what the request alone shows to be wrong, every field at once, in both languages.</summary>
internal sealed class ValidationBehaviour<TRequest, TAnswer>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    // What a query asks stands in the address, whose parameters have plain names; so it is with a staged command whose
    // body is a file.
    private static readonly bool StandsInTheAddress =
        !typeof(TRequest).IsAssignableTo(typeof(IComesInABody))
        && typeof(TRequest)
            .GetInterfaces()
            .Any(one =>
                one.IsGenericType
                && (
                    one.GetGenericTypeDefinition() == typeof(IQuery<>)
                    || one.GetGenericTypeDefinition() == typeof(IStagedCommand<>)
                )
            );

    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        foreach (var validator in validators)
        {
            var inEnglish = In(English, () => validator.Validate(request));
            if (!inEnglish.IsValid)
            {
                var inJapanese = In(Japanese, () => validator.Validate(request));
                var faults = inEnglish
                    .Errors.Zip(inJapanese.Errors)
                    .Select(pair => new FieldFault(
                        PointerOf(pair.First.PropertyName),
                        pair.First.ErrorMessage,
                        pair.Second.ErrorMessage
                    ));
                return TAnswer.Refused(PlatformErrors.Invalid([.. faults]));
            }
        }

        return await next();
    }

    // FluentValidation picks a message's language by the thread's culture; validators here are synchronous.
    private static T In<T>(CultureInfo culture, Func<T> act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    // Steps[0].DueOn -> /steps/0/dueOn; in an address, Window.To -> to
    private static string PointerOf(string path)
    {
        var parts = path.Split('.', '[')
            .Select(part => part.TrimEnd(']'))
            .Select(JsonNamingPolicy.CamelCase.ConvertName)
            .ToArray();
        return StandsInTheAddress ? parts[^1] : "/" + string.Join('/', parts);
    }
}
