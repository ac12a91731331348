using System.Reflection;
using System.Text.RegularExpressions;
using CsMonolith.Platform.Modules;
using FluentValidation;
using MediatR;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NetArchTest.Rules;

namespace CsMonolith.Architecture.Tests;

/// <summary>The walls of the house. Each returns who climbs over it, in words; nobody is the good answer.</summary>
internal static partial class Walls
{
    private static readonly HashSet<string> WritingCalls =
    [
        "Transact",
        "Append",
        "Publish",
        "SaveChanges",
        "SaveChangesAsync",
        "ExecuteUpdateAsync",
        "ExecuteDeleteAsync",
        "ExecuteSqlAsync",
    ];

    /// <summary>Wall 1: which projects a project may refer to.</summary>
    public static IReadOnlyList<string> References(Project project, IReadOnlyList<string> modules) =>
        [
            .. project
                .References.Where(reference => !MayKnow(project.Name, reference, modules))
                .Select(reference => $"{project.Name} refers to {reference}"),
        ];

    /// <summary>Wall 1, as compiled: which assemblies a module's code uses, whatever its project file says.</summary>
    public static IReadOnlyList<string> Knowledge(AssemblyDefinition assembly, IReadOnlyList<string> modules) =>
        [
            .. assembly
                .MainModule.AssemblyReferences.Select(reference => reference.Name)
                .Where(name =>
                    name.StartsWith("CsMonolith.", StringComparison.Ordinal)
                    && !MayKnow(assembly.Name.Name, name, modules)
                )
                .Select(name => $"{assembly.Name.Name} uses {name}"),
        ];

    /// <summary>Wall 2: of a module, only XModule is public, and no class is open to be inherited from.</summary>
    public static IReadOnlyList<string> Visibility(Assembly assembly, string module) =>
        [
            .. Failing(Own(assembly).And().DoNotHaveName($"{module}Module").Should().NotBePublic(), "is public"),
            .. Failing(
                Own(assembly).And().AreNotPublic().And().AreClasses().And().AreNotAbstract().Should().BeSealed(),
                "is not sealed"
            ),
        ];

    /// <summary>Wall 8: what a type is called tells what it does in a slice.</summary>
    public static IReadOnlyList<string> Names(Assembly assembly) =>
        [
            .. Failing(
                Own(assembly)
                    .And()
                    .ImplementInterface(typeof(IEndpoint))
                    .Should()
                    .HaveNameEndingWith("Endpoint", StringComparison.Ordinal),
                "maps a route and is not called Endpoint"
            ),
            .. Failing(
                Own(assembly).And().Inherit(typeof(AbstractValidator<>)).Should().HaveNameMatching("Validator(`1)?$"),
                "validates and is not called Validator"
            ),
            .. Failing(
                Own(assembly)
                    .And()
                    .ImplementInterface(typeof(IRequestHandler<,>))
                    .Should()
                    .HaveNameMatching("(Handler|^Answer\\w*)(`[0-9])?$"),
                "answers a request and is not called Handler"
            ),
            .. Failing(
                Own(assembly)
                    .And()
                    .ImplementInterface(typeof(INotificationHandler<>))
                    .Should()
                    .HaveNameStartingWith("When", StringComparison.Ordinal),
                "reacts to news and is not called When"
            ),
        ];

    /// <summary>Wall 3: no string literal names another module's schema or prefix.</summary>
    public static IReadOnlyList<string> ForeignTables(
        AssemblyDefinition assembly,
        string module,
        IReadOnlyList<string> modules
    )
    {
        var foreign = modules.Where(other => other != module).Select(other => other.ToLowerInvariant()).ToList();
        return
        [
            .. from type in Everything(assembly.MainModule.Types)
            from method in type.Methods.Where(method => method.HasBody)
            from instruction in method.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ldstr)
            let text = (string)instruction.Operand
            where
                House.Tables.Contains(text)
                    ? !text.StartsWith(module + "_", StringComparison.OrdinalIgnoreCase)
                    : foreign.Any(schema => Names(text, schema) || (text == schema && IsMapped(instruction)))
            select $"{type.FullName}.{method.Name} says \"{text}\"",
        ];
    }

    /// <summary>Wall 5: nobody silences the rule that bans symbols, but by name here.</summary>
    public static IReadOnlyList<string> Bypasses(IEnumerable<string> sources, params IReadOnlyList<string> allowed) =>
        [
            .. sources
                .Where(file =>
                    !allowed.Contains(Path.GetFileName(file))
                    && File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal)
                )
                .Select(file => $"{Path.GetFileName(file)} silences RS0030"),
        ];

    /// <summary>Wall 6: the handler of a query writes nothing, whatever a transaction would make of it.</summary>
    public static IReadOnlyList<string> WritingQueries(AssemblyDefinition assembly) =>
        [
            .. from handler in assembly.MainModule.Types
            where handler.Interfaces.Any(shape => IsHandlerOfQuery(shape.InterfaceType))
            from type in Everything([handler])
            from method in type.Methods.Where(method => method.HasBody)
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null && WritingCalls.Contains(called.Name) && IsOfStorage(called.DeclaringType)
            select $"{handler.Name} calls {called.Name}",
        ];

    private static bool IsOfStorage(TypeReference type) =>
        type.Namespace is "CsMonolith.Platform.Storage" or "Microsoft.EntityFrameworkCore";

    private static bool IsHandlerOfQuery(TypeReference shape) =>
        shape is GenericInstanceType { Name: "IRequestHandler`2" } handler
        && handler.GenericArguments[0] is TypeDefinition request
        && request.Interfaces.Any(one => one.InterfaceType.Name == "IQuery`1");

    private static bool MayKnow(string who, string whom, IReadOnlyList<string> modules)
    {
        if (who == whom)
        {
            return true;
        }

        var isModule = modules.Any(module => who == $"CsMonolith.{module}");
        return who switch
        {
            "CsMonolith.Kernel" or "CsMonolith.DelimitedText" or "CsMonolith.HostClient" => false,
            "CsMonolith.Learning" => whom == "CsMonolith.DelimitedText",
            "CsMonolith.Cli" or "churn" => whom
                is "CsMonolith.Learning"
                    or "CsMonolith.Learning.MlNet"
                    or "CsMonolith.HostClient",
            "CsMonolith.Demo" or "CsMonolith.Bench" => whom == "CsMonolith.HostClient",
            "CsMonolith.LearningBench" => whom is "CsMonolith.Learning" or "CsMonolith.Learning.MlNet",
            "CsMonolith.Learning.MlNet" => whom == "CsMonolith.Learning",
            "CsMonolith.Platform" => whom == "CsMonolith.Kernel",
            "CsMonolith.Access" or "CsMonolith.Imports" or "CsMonolith.Operations" => whom
                is "CsMonolith.Kernel"
                    or "CsMonolith.Platform"
                || whom.EndsWith(".Contracts", StringComparison.Ordinal)
                || (whom == "CsMonolith.DelimitedText" && who == "CsMonolith.Imports"),
            "CsMonolith.Host" => true,
            _ when who.EndsWith(".Contracts", StringComparison.Ordinal) => whom == "CsMonolith.Kernel",
            _ when isModule || who == "CsMonolith.Offender" => whom is "CsMonolith.Kernel" or "CsMonolith.Platform"
                || whom.EndsWith(".Contracts", StringComparison.Ordinal)
                || (whom is "CsMonolith.Learning" or "CsMonolith.Learning.MlNet" && who == "CsMonolith.Health"),
            _ => false,
        };
    }

    // EF Core finds migrations by reflection and has them public; nobody else can reach them.
    private static PredicateList Own(Assembly assembly) =>
        Types.InAssembly(assembly).That().DoNotResideInNamespaceContaining("Migrations");

    private static IEnumerable<string> Failing(ConditionList condition, string how) =>
        (condition.GetResult().FailingTypes ?? []).Select(type => $"{type.FullName} {how}");

    // "from journey.accounts" or "join journey_accounts", but neither "journey.account.not-found" (a code) nor a word
    // of prose.
    private static bool Names(string text, string schema) =>
        TableName()
            .Matches(text)
            .Any(match => match.Groups["schema"].Value.Equals(schema, StringComparison.OrdinalIgnoreCase));

    // "journey" alone may be a word of our own; handed to ToTable or a schema it is the neighbour's.
    private static bool IsMapped(Instruction literal)
    {
        var next = literal.Next;
        for (var steps = 0; next is not null && steps < 4; steps++, next = next.Next)
        {
            if (next.Operand is MethodReference { Name: "ToTable" or "HasDefaultSchema" or "SetSchema" })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<TypeDefinition> Everything(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => Everything(type.NestedTypes).Prepend(type));

    [GeneratedRegex(
        "\\b(?:from|join|into|update|table)\\s+\"?(?<schema>[a-z]+)\"?[._]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TableName();
}
