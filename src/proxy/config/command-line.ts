import { readVariable, type Environment } from './settings.ts'
import { configVariables } from './variables.ts'

export type Command = 'start' | 'help' | 'check'

const knownArguments = ['--help', '--check-config']

/**
 * What the arguments ask for, or why they are refused. Whatever was given as a value is not repeated: it may be a secret, and what
 * this process writes is kept longer than the line it was typed on.
 *
 * @param env where npm puts the arguments that it took for its own
 */
export function readCommandLine(args: readonly string[], env: Environment = {}): { command: Command } | { refusal: string } {
  if (readVariable(env, 'npm_config_check_config') !== undefined) return { refusal: 'npm took --check-config for an argument of its own. Put -- before it: npm start -- --check-config' }
  const foreign = args.filter((arg) => !knownArguments.includes(arg))
  if (foreign.length === 0) return { command: args.includes('--help') ? 'help' : args.includes('--check-config') ? 'check' : 'start' }
  const names = foreign.flatMap(toName)
  const others = foreign.length - names.length
  const listed = [...names, ...(others > 0 ? [others === 1 ? 'one that is not shown' : `${others} that are not shown`] : [])].join(', ')
  const lines = [`There is no such argument: ${listed}. There are --help and --check-config; all else is set by environment variables.`]
  if (foreign.some(meansSecret)) {
    lines.push(
      'Secrets are never taken from the command line: every user of this machine can read it there (ps), and shells keep it in their history. ' +
        'Set the variable, or NAME_FILE with the path of a file. If that was a real secret, replace it.',
    )
  }
  return { refusal: lines.join('\n') }
}

/** The name of a flag or of one of our variables, without its value. */
function toName(arg: string): string[] {
  const name = arg.split('=', 1)[0] ?? ''
  const isVariable = configVariables.some((variable) => name === variable.name || name === `${variable.name}_FILE`)
  return isVariable || /^--?[a-z][a-z-]{0,30}$/.test(name) ? [name] : []
}

/** A word that names a secret, or one that may be one. */
const meansSecret = (arg: string) => /(?:^|[-_])(?:ak|sk|key|secret|token|password|passwd|pwd|credentials?)s?(?:$|[-_=])/i.test(arg) || toName(arg).length === 0
